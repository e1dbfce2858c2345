use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// Says of each metric what it means, where it is read. What each of them tells an operator is
/// in docs/how-to/respond-to-alerts.md.
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
        "Requests, by method, route as declared, and status of the answer; hung_up: the client did not wait for it",
    ),
    (
        "vestibule_logins_total",
        "Logins, by whether address and password belonged together",
    ),
    (
        "vestibule_limits_hit_total",
        "Attempts that were refused because a rate limit was reached, by whose it was",
    ),
    (
        "vestibule_events_total",
        "What happened to accounts, by kind; the rows of vestibule_events that this server wrote",
    ),
    (
        "vestibule_mails_total",
        "Tries to send a mail, by what the mail server said",
    ),
    (
        "vestibule_hashes_refused_total",
        "Passwords that were not hashed because the queue was full",
    ),
    (
        "vestibule_database_errors_total",
        "Errors of the database, by kind",
    ),
];

const GAUGES: [(&str, &str); 11] = [
    ("vestibule_connections_open", "Connections of clients"),
    (
        "vestibule_connections_limit",
        "Connections of clients beyond which none is accepted",
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
        "Passwords that may wait to be hashed",
    ),
    ("vestibule_hash_threads", "Threads that hash"),
    (
        "vestibule_database_connections",
        "Connections of this server to the database, by whether they are in use",
    ),
    (
        "vestibule_database_connections_limit",
        "Connections to the database that this server may have",
    ),
    (
        "vestibule_database_up",
        "Whether the database answered within a second when this page was asked for",
    ),
    (
        "vestibule_mails_waiting",
        "Mails in the outbox, which all servers share; 10000 are ten thousand or more",
    ),
    (
        "vestibule_mails_oldest_age_seconds",
        "Since when the oldest mail of the outbox waits",
    ),
];

const TIMES: [(&str, &str); 3] = [
    (
        "vestibule_http_request_duration_seconds",
        "From the head of a request to the head of its answer, by method and route",
    ),
    (
        "vestibule_hash_wait_seconds",
        "How long a password waited for a thread",
    ),
    (
        "vestibule_hash_duration_seconds",
        "How long a password was hashed",
    ),
];
