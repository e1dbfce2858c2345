//! Browsers in which the user logged in before, while other clients guess.

use super::*;
use crate::accounts::by_token::ByToken;

#[tokio::test]
async fn known_browser_logs_in_during_guessing_from_elsewhere() {
    let world = world();
    let alice = world.register_alice().await;
    let own = alice.device.as_deref();
    guess(&world, None, ALICE).await;
    assert!(is_limited(&world.log_in(ALICE, GOOD).await));
    let entered = log_in_from(&world, own, ALICE, GOOD).await;
    assert!(entered.is_ok(), "{entered:?}");
    assert_eq!(guess(&world, None, ALICE).await, 0, "that helps no guesser");
}

#[tokio::test]
async fn known_browser_of_another_user_does_not_help_guessing() {
    let world = world();
    world.register_alice().await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let bobs = bob.device.as_deref();
    guess(&world, None, ALICE).await;
    assert_eq!(guess(&world, bobs, ALICE).await, 0);
}

#[tokio::test]
async fn copied_device_cookie_has_the_usual_rate_limit() {
    let world = world();
    let alice = world.register_alice().await;
    assert_eq!(guess(&world, alice.device.as_deref(), ALICE).await, BUDGET);
    assert_eq!(
        guess(&world, None, ALICE).await,
        BUDGET,
        "nor fewer for others"
    );
}

#[tokio::test]
async fn guessing_with_one_device_cookie_does_not_lock_other_browsers() {
    let world = world();
    let stolen = world.register_alice().await;
    let own = world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(guess(&world, stolen.device.as_deref(), ALICE).await, BUDGET);
    let entered = log_in_from(&world, own.device.as_deref(), ALICE, GOOD).await;
    assert!(entered.is_ok(), "{entered:?}");
}

#[tokio::test]
async fn own_login_does_not_extend_the_limit_for_other_accounts() {
    let world = world();
    world.register_alice().await;
    world.register(BOB, SessionRequest::default()).await;
    let mut guesses = 0;
    for _ in 0..3 * BUDGET {
        world.log_in(BOB, GOOD).await.unwrap();
        let refused = world.log_in(ALICE, "wrong").await;
        guesses += usize::from(!is_limited(&refused));
    }
    assert_eq!(guesses, BUDGET);
}

#[tokio::test]
async fn after_a_hundred_wrong_passwords_only_known_browsers_log_in() {
    let world = world();
    let own = world.register_alice().await.device;
    guess_within_limit(&world, ALICE, 100).await;
    world.clock.advance(HOUR);
    let right = world.log_in(ALICE, GOOD).await;
    assert!(matches!(right, Err(LoginError::NoMatch)), "{right:?}");
    let entered = log_in_from(&world, own.as_deref(), ALICE, GOOD).await;
    assert!(entered.is_ok(), "{entered:?}");
    assert!(
        world.log_in(ALICE, GOOD).await.is_ok(),
        "the owner was here"
    );
}

#[tokio::test]
async fn correct_password_resets_the_failure_count() {
    let world = world();
    world.register_alice().await;
    for _ in 0..3 {
        guess_within_limit(&world, ALICE, 99).await;
        world.clock.advance(INTERVAL);
        world.log_in(ALICE, GOOD).await.unwrap();
    }
}

#[tokio::test]
async fn failure_limit_is_off_without_email() {
    let world = World::new();
    world.register_alice().await;
    guess_within_limit(&world, ALICE, 120).await;
    world.clock.advance(INTERVAL);
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}

#[tokio::test]
async fn reset_link_logs_the_owner_in_during_guessing() {
    let world = world();
    world.register_alice().await;
    guess_within_limit(&world, ALICE, 100).await;
    guess(&world, None, ALICE).await;
    let link = world.reset_link(ALICE).await;
    let nowhere = Client::default();
    let reset = world
        .accounts
        .reset_password_by(&link, password(NEW), &nowhere, None);
    let browser = reset.await.unwrap();
    assert!(is_limited(&world.log_in(ALICE, NEW).await));
    let entered = log_in_from(&world, Some(&browser), ALICE, NEW).await;
    assert!(entered.is_ok(), "{entered:?}");
}

#[tokio::test]
async fn password_reset_makes_known_browsers_unknown() {
    let world = world();
    let thiefs = world.register_alice().await.device;
    let link = world.reset_link(ALICE).await;
    let nowhere = Client::default();
    let reset = world
        .accounts
        .reset_password_by(&link, password(NEW), &nowhere, None);
    reset.await.unwrap();
    guess(&world, None, ALICE).await;
    assert_eq!(guess(&world, thiefs.as_deref(), ALICE).await, 0);
}

#[tokio::test]
async fn first_verification_is_not_reported_as_a_new_browser() {
    let world = World::verifying(EmailVerification::Required);
    let accounts = &world.accounts;
    let registered = accounts.register(
        NewAccount::new(email(ALICE), password(GOOD)),
        SessionRequest::default(),
    );
    registered.await.unwrap();
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let request = SessionRequest::default();
    let entered = accounts.verify_email_and_log_in_by(&link, password(GOOD), request);
    entered.await.unwrap();
    assert_eq!(said(&world.deliver().await), []);
    world.clock.advance(HOUR);
    world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(said(&world.deliver().await), [(ALICE, "new_browser")]);
}
