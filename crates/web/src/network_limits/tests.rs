use std::{collections::BTreeSet, net::Ipv6Addr, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{AttemptPolicy, Budget, Policy};

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
fn an_attacker_with_any_number_of_networks_takes_no_more_memory() {
    let limits = NetworkLimits::new(Arc::new(Noon));
    for network in 0..200_000 {
        let address = Ipv6Addr::from_bits((0x2001 << 112) | (network << 80));
        limits.charge(Attempt::Password, address.into()).unwrap();
    }
    let spent = limits.spent.lock().unwrap();
    assert_eq!(spent.len(), NetworkLimits::REMEMBERED);
}

const HOUR: Duration = Duration::from_secs(60 * 60);

fn in_words(amount: u64, period: Duration) -> String {
    let period = match period.as_secs() {
        120 => "in two minutes",
        3_600 => "an hour",
        other => panic!("nobody said {other} seconds in words yet"),
    };
    format!("{amount} {period}")
}

fn of_visitors(rows: usize) -> String {
    let (thousands, rest) = (rows / 1_000, rows % 1_000);
    format!("{thousands},{rest:03} of each since the start")
}

fn budget(budget: Budget) -> String {
    let now = Timestamp::from_unix_seconds(0);
    let between_first_and_last = budget.latest(now).since(now).as_secs();
    let amount = between_first_and_last / budget.interval().as_secs() + 1;
    in_words(amount, budget.interval() * u32::try_from(amount).unwrap())
}

fn allowance(attempt: Attempt) -> String {
    let (amount, period) = attempt.allowance();
    in_words(amount.into(), period)
}

/// OWASP ASVS 5.0, 6.1.1: what the operator reads is what holds.
#[test]
fn the_limits_that_an_operator_reads_are_those_that_hold() {
    let operations = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/OPERATIONS.md"
    ));
    let operations = operations.unwrap();
    let (_, chapter) = operations.split_once("\n## Limits\n").unwrap();
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
            "wrong passwords from browsers that are strangers to the account",
            budget(policy.unknown_browser),
        ),
        (
            "wrong passwords in a browser where the person logged in before",
            budget(policy.known_browser),
        ),
        ("wrong passwords within a session", budget(policy.session)),
        (
            "wrong passwords in a row from strangers",
            policy.failures_in_a_row.to_string(),
        ),
        (
            "mails of one kind that strangers have sent",
            budget(policy.mails),
        ),
        (
            "requests for another address, confirmed or not",
            budget(policy.email_changes),
        ),
        ("downloads of an account's data", budget(policy.exports)),
        ("stored events of one kind", budget(policy.events)),
        (
            "notices of one kind to the owner (new password, new browser, deletion)",
            budget(policy.owner_notices),
        ),
        (
            "stored events that belong to no account, and waiting emails that visitors asked for",
            of_visitors(Policy::default().visitors_rows),
        ),
        ("passwords, right or wrong", allowance(Attempt::Password)),
        ("registrations", allowance(Attempt::Registration)),
        ("requests for mails", allowance(Attempt::Mail)),
        ("mailed links", allowance(Attempt::Link)),
    ];
    let holds = holds.map(|(what, often)| (what.to_owned(), often));
    assert_eq!(documented, BTreeSet::from(holds));

    let words = chapter.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("The owner hears of guessing by mail, once a day at most."));
    assert_eq!(policy.notices, Budget::new(1, 24 * HOUR));
    let shares = "the leading 64 bits of an IPv6 one; the leading 56 bits have four times as \
                  much, the leading 48 sixteen times";
    assert!(words.contains(shares));
    let shares: Vec<_> = networks(Ipv6Addr::LOCALHOST.into())
        .map(|(_, share)| share)
        .collect();
    assert_eq!(shares, [1, 4, 16]);
}
