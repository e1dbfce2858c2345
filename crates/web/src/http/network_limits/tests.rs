use std::{collections::BTreeSet, net::Ipv6Addr, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{AttemptPolicy, Policy, RateLimit};

use super::*;

struct Noon;

#[async_trait]
impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(1_790_000_000)
    }

    async fn sleep(&self, _: Duration) {}
}

#[test]
fn network_limits_use_bounded_memory() {
    let limits = NetworkLimits::new(Arc::new(Noon));
    for network in 0..200_000 {
        let address = Ipv6Addr::from_bits((0x2001 << 112) | (network << 80));
        limits
            .take_attempt(Attempt::Password, address.into())
            .unwrap();
    }
    let spent = limits.spent.lock().unwrap();
    assert_eq!(spent.len(), NetworkLimits::REMEMBERED);
}

const HOUR: Duration = Duration::from_secs(60 * 60);

fn in_words(amount: u64, period: Duration) -> String {
    let period = match period.as_secs() {
        120 => "in two minutes",
        900 => "in 15 minutes",
        3_600 => "an hour",
        other => panic!("{other} seconds have no name yet"),
    };
    format!("{amount} {period}")
}

fn of_visitors(rows: usize) -> String {
    let (thousands, rest) = (rows / 1_000, rows % 1_000);
    format!("{thousands},{rest:03} of each since the start")
}

fn rate_limit(rate_limit: RateLimit) -> String {
    let now = Timestamp::from_unix_seconds(0);
    let between_first_and_last = rate_limit.latest(now).since(now).as_secs();
    let amount = between_first_and_last / rate_limit.interval().as_secs() + 1;
    in_words(
        amount,
        rate_limit.interval() * u32::try_from(amount).unwrap(),
    )
}

fn allowance(attempt: Attempt) -> String {
    let (amount, period) = attempt.allowance();
    in_words(amount.into(), period)
}

/// OWASP ASVS 5.0, 6.1.1: the limits that the documentation names are the real ones.
#[test]
fn documented_network_limits_equal_the_code() {
    let page = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/reference/limits.md"
    ));
    let page = page.unwrap();
    let (_, chapter) = page
        .split_once("\n## Attempts, requests and emails\n")
        .unwrap();
    let (chapter, _) = chapter.split_once("\n## ").unwrap();
    let rows = chapter.lines().filter(|line| line.starts_with("| "));
    let documented: BTreeSet<_> = rows
        .skip(1)
        .map(|row| {
            let mut cells = row.trim_matches('|').split('|').map(str::trim);
            let (what, often) = (cells.next().unwrap(), cells.next().unwrap());
            let often = often.split(';').next().unwrap();
            (what.to_owned(), often.to_owned())
        })
        .collect();
    let policy = AttemptPolicy::default();
    let holds = [
        (
            "wrong passwords from unknown browsers",
            rate_limit(policy.unknown_browser),
        ),
        (
            "wrong passwords from known browsers",
            rate_limit(policy.known_browser),
        ),
        (
            "wrong passwords within a session",
            rate_limit(policy.session),
        ),
        (
            "wrong answers of second factors",
            rate_limit(policy.second_factor) + ", over all pending logins",
        ),
        (
            "consecutive wrong passwords from unknown browsers",
            policy.failures_in_a_row.to_string(),
        ),
        (
            "emails of one kind that unauthenticated clients requested",
            rate_limit(policy.emails),
        ),
        (
            "requests for another address, confirmed or not",
            rate_limit(policy.email_changes),
        ),
        ("downloads of an account's data", rate_limit(policy.exports)),
        ("stored events of one kind", rate_limit(policy.events)),
        (
            "notices of one kind to the owner (new password, new browser, deletion)",
            rate_limit(policy.owner_notices),
        ),
        (
            "stored events that belong to no account, and waiting emails that visitors requested",
            of_visitors(Policy::default().visitors_rows),
        ),
        ("passwords, correct or wrong", allowance(Attempt::Password)),
        ("registrations", allowance(Attempt::Registration)),
        ("requests for emails", allowance(Attempt::Email)),
        ("emailed links", allowance(Attempt::Link)),
    ];
    let holds = holds.map(|(what, often)| (what.to_owned(), often));
    assert_eq!(documented, BTreeSet::from(holds));

    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("the server sends the owner of the account an email, once a day at most.")
    );
    assert_eq!(policy.notices, RateLimit::new(1, 24 * HOUR));
    let shares = "An IPv6 /56 has four times the limit, and a /48 sixteen times";
    assert!(words.contains(shares));
    let shares: Vec<_> = networks(Ipv6Addr::LOCALHOST.into())
        .map(|(_, share)| share)
        .collect();
    assert_eq!(shares, [1, 4, 16]);
}
