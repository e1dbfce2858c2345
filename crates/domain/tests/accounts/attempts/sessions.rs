//! Attempts within a session: guesses of unauthenticated clients and of other sessions do not count
//! there.

use super::*;
use crate::accounts::by_password::ByPassword;
use vestibule_domain::ChangePassword;

async fn confirm(world: &World, by: &LoggedIn, typed: &str) -> Result<(), ProofError> {
    let confirmed = world
        .accounts
        .confirm_password(&by.current, password(typed));
    confirmed.await.map(drop)
}

#[tokio::test]
async fn reauthentication_works_after_a_hundred_wrong_passwords() {
    let world = world();
    let alice = world.register_alice().await;
    world.deliver().await;
    guess_within_limit(&world, ALICE, 100).await;
    let failures = stored(&world, ALICE).await.failures;

    let accounts = &world.accounts;
    let bob = email(BOB);
    let moved = accounts.change_email_with(&alice.current, password(GOOD), &bob);
    moved.await.unwrap();
    let confirmed = accounts.confirm_password(&alice.current, password(GOOD));
    let alice = confirmed.await.unwrap().current;
    assert_eq!(stored(&world, ALICE).await.failures, failures);
    let changed = accounts.change_password(&alice, password(GOOD), password(NEW));
    let alice = changed.await.unwrap().current;
    let deleted = accounts.delete_account_with(&alice, password(NEW));
    deleted.await.unwrap();
}

#[tokio::test]
async fn guesses_in_one_session_do_not_limit_another_session() {
    let world = world();
    let stolen = world.register_alice().await;
    let own = world.log_in(ALICE, GOOD).await.unwrap();
    let mut limited = false;
    for _ in 0..=BUDGET {
        let refused = confirm(&world, &stolen, "wrong").await.unwrap_err();
        limited = matches!(refused, ProofError::TooManyAttempts(_));
    }
    assert!(limited, "guesses within the session are limited");
    let changed = world
        .accounts
        .change_password(&own.current, password(GOOD), password(NEW));
    changed.await.unwrap();
}

#[tokio::test]
async fn email_changes_are_limited_per_account_for_any_address() {
    let world = world();
    let alice = world.register_alice().await.current;
    world.deliver().await;
    for asked in 0..8 {
        let new = email(&format!("new{asked}@example.org"));
        let moved = world
            .accounts
            .change_email_with(&alice, password(GOOD), &new)
            .await;
        let is_limited = matches!(moved, Err(ProofError::TooManyAttempts(_)));
        assert_eq!(is_limited, asked >= 5, "{moved:?}");
    }
    let messages = world.deliver().await;
    let to_alice = messages.iter().filter(|l| l.email.to == email(ALICE));
    assert_eq!(to_alice.count(), 5, "the old mailbox is not flooded");
}
