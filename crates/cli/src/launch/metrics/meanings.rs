use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// Describes each metric in the answer of `/metrics`. docs/reference/metrics.md has the same texts,
/// and docs/how-to/respond-to-alerts.md says what an operator does about them.
pub(super) fn describe() {
    for (name, meaning) in COUNTERS {
        describe_counter!(name, meaning);
    }
    for (name, meaning) in GAUGES {
        describe_gauge!(name, meaning);
    }
    for (name, meaning) in TIMES {
        describe_histogram!(name, Unit::Seconds, meaning);
    }
}

const COUNTERS: [(&str, &str); 7] = [
    (
        "vestibule_http_requests_total",
        "Requests, by method, declared route and status of the response; hung_up: the client disconnected before",
    ),
    (
        "vestibule_logins_total",
        "Logins, by outcome; a wrong password within a session counts as failed",
    ),
    (
        "vestibule_limits_hit_total",
        "Requests that were refused by a rate limit, by limit",
    ),
    (
        "vestibule_events_total",
        "Account events that this server recorded, by type",
    ),
    (
        "vestibule_emails_total",
        "Attempts to send an email, by outcome",
    ),
    (
        "vestibule_hashes_refused_total",
        "Passwords that were not hashed because the queue was full",
    ),
    (
        "vestibule_database_errors_total",
        "Database errors, by kind",
    ),
];

const GAUGES: [(&str, &str); 11] = [
    ("vestibule_connections_open", "Open connections of clients"),
    (
        "vestibule_connections_limit",
        "Maximum number of open connections of clients",
    ),
    (
        "vestibule_hashes_running",
        "Passwords that are being hashed",
    ),
    (
        "vestibule_hashes_waiting",
        "Passwords that wait to be hashed",
    ),
    (
        "vestibule_hash_queue_limit",
        "Maximum number of passwords that wait to be hashed",
    ),
    ("vestibule_hash_threads", "Threads that hash passwords"),
    (
        "vestibule_database_connections",
        "Database connections of this server, by state",
    ),
    (
        "vestibule_database_connections_limit",
        "Maximum number of database connections of this server",
    ),
    (
        "vestibule_database_up",
        "Whether the database answered within a second during this scrape",
    ),
    (
        "vestibule_emails_waiting",
        "Emails in the outbox that all servers share; 10000 means ten thousand or more",
    ),
    (
        "vestibule_emails_oldest_age_seconds",
        "Age of the oldest email in the outbox",
    ),
];

const TIMES: [(&str, &str); 3] = [
    (
        "vestibule_http_request_duration_seconds",
        "Time from the head of a request to the head of its response, by method and route",
    ),
    (
        "vestibule_hash_wait_seconds",
        "Time that a password waited for a thread",
    ),
    ("vestibule_hash_duration_seconds", "Time to hash a password"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The name, type and meaning of each metric on the page, without its labels.
    fn documented(page: &str) -> Vec<[String; 3]> {
        let rows = page
            .lines()
            .filter(|line| line.starts_with("| `vestibule_"));
        rows.map(|row| {
            let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
            [cells[0].trim_matches('`'), cells[1], cells[3]].map(str::to_owned)
        })
        .collect()
    }

    #[test]
    fn each_metric_is_documented_with_its_type_and_meaning() {
        let page = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/reference/metrics.md"
        );
        let page = std::fs::read_to_string(page).unwrap();
        let of = |kind: &'static str, metrics: &[(&str, &str)]| {
            let rows = metrics.iter();
            rows.map(|(name, meaning)| [*name, kind, *meaning].map(str::to_owned))
                .collect()
        };
        let described: [Vec<_>; 3] = [
            of("counter", &COUNTERS),
            of("gauge", &GAUGES),
            of("histogram", &TIMES),
        ];
        assert_eq!(documented(&page), described.concat());
    }
}
