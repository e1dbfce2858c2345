//! Rate limits of guesses: in parallel, repeated, around the limit, and without disclosure.

use std::time::Duration;

use tokio::task::JoinSet;

use crate::pages::{
    browser::Answer,
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const BOB: &str = "bob@example.com";
const UNKNOWN: &str = "nobod@example.com";
const BUDGET: usize = 10;

async fn site_of_alice() -> Site {
    let site = Site::new();
    register(&mut site.browser(), ALICE, GOOD).await;
    site
}

/// Guesses until a limit stops it, and returns the number of guesses.
async fn guess(site: &Site) -> usize {
    for tried in 0..1_000 {
        if log_in(&mut site.browser(), ALICE, "wrong").await.status == 429 {
            return tried;
        }
    }
    panic!("no limit stops the guessing");
}

#[tokio::test]
async fn cve_2019_5421_two_hundred_parallel_guesses_count_as_ten() {
    let site = site_of_alice().await;
    let before = site.hasher.work();
    let mut guesses = JoinSet::new();
    for _ in 0..200 {
        let mut browser = site.browser();
        guesses.spawn(async move { log_in(&mut browser, ALICE, "wrong").await.status.as_u16() });
    }
    let answers = guesses.join_all().await;
    let tried = answers.iter().filter(|status| **status == 422).count();
    assert_eq!(tried, BUDGET);
    assert!(answers.iter().all(|status| [422, 429].contains(status)));
    assert_eq!(site.hasher.work() - before, BUDGET);
}

#[tokio::test]
async fn cve_2020_11052_limited_client_stays_limited() {
    let site = site_of_alice().await;
    for _ in 0..3 {
        assert_eq!(guess(&site).await, BUDGET);
        site.clock.advance(Duration::from_secs(60 * 60));
    }
}

#[tokio::test]
async fn allauth_65_8_1_own_login_does_not_reset_the_limit() {
    let site = site_of_alice().await;
    register(&mut site.browser(), BOB, GOOD).await;
    let mut tried = 0;
    for _ in 0..3 * BUDGET {
        log_in(&mut site.browser(), BOB, GOOD)
            .await
            .leads_to("/cookies");
        let guess = log_in(&mut site.browser(), ALICE, "wrong").await;
        tried += usize::from(guess.status == 422);
    }
    assert_eq!(tried, BUDGET);
}

#[tokio::test]
async fn cve_2023_33170_failure_count_is_exact_and_discloses_nothing() {
    fn observable_parts(answer: Answer, address: &str) -> (u16, String) {
        (answer.status.as_u16(), answer.body.replace(address, ""))
    }
    let site = site_of_alice().await;
    for attempt in 1..=BUDGET + 2 {
        let known = log_in(&mut site.browser(), ALICE, "wrong").await;
        let unknown = log_in(&mut site.browser(), UNKNOWN, "wrong").await;
        assert_eq!(known.status == 429, attempt > BUDGET);
        assert_eq!(
            observable_parts(known, ALICE),
            observable_parts(unknown, UNKNOWN)
        );
    }
}
