//! Limits of the emails that unauthenticated requests cause.

use super::*;
use crate::accounts::by_password::ByPassword;
use vestibule_domain::{ResetPassword, VerifyEmail};

#[tokio::test]
async fn owner_is_notified_of_guessing_once_a_day() {
    let world = world();
    world.register_alice().await;
    for _ in 0..5 {
        guess(&world, None, ALICE).await;
        guess(&world, None, UNKNOWN).await;
        world.clock.advance(HOUR);
    }
    assert_eq!(said(&world.deliver().await), [(ALICE, "too_many_failures")]);
    assert_eq!(world.count(EventKind::LoginsLimited).await, 2);
    world.clock.advance(DAY);
    guess(&world, None, ALICE).await;
    assert_eq!(said(&world.deliver().await), [(ALICE, "too_many_failures")]);
}

#[tokio::test]
async fn failed_logins_send_a_bounded_number_of_emails() {
    let world = World::with_email();
    world.register_alice().await;
    world.deliver().await;
    guess(&world, None, ALICE).await;
    assert_eq!(said(&world.deliver().await), []);
}

#[tokio::test]
async fn visitor_can_send_three_emails_an_hour_to_any_address() {
    let world = world();
    world.register_alice().await;
    let nowhere = Client::default();
    for address in [ALICE, UNKNOWN].map(email) {
        for asked in 0..6 {
            world.clock.advance(Duration::from_secs(90));
            let reset = world.accounts.request_password_reset(&address, &nowhere);
            let reset = reset.await;
            let is_limited = matches!(reset, Err(RequestEmailError::TooManyAttempts(_)));
            assert_eq!(is_limited, asked >= 3, "{reset:?}");
        }
        let verification = world.accounts.request_verification(&address, &nowhere);
        verification.await.expect("another kind of email");
    }
    assert_eq!(
        said(&world.deliver().await),
        [(ALICE, "reset_password"), (ALICE, "verify_email")],
        "of emails that wait together the first is sent: it has the newest link"
    );
}

#[tokio::test]
async fn email_change_requests_send_a_bounded_number_of_emails() {
    let world = world();
    let alice = world.register_alice().await.current;
    let new = email(BOB);
    for asked in 0..5 {
        let moved = world
            .accounts
            .change_email_with(&alice, password(GOOD), &new);
        let moved = moved.await;
        let is_limited = matches!(moved, Err(ProofError::TooManyAttempts(_)));
        assert_eq!(is_limited, asked >= 3, "{moved:?}");
    }
}

#[tokio::test]
async fn undisclosed_registration_sends_three_emails_an_hour() {
    let world = World::with_policy(Policy::default().with(|policy| {
        policy.verification = EmailVerification::Required;
        policy.disclosure = vestibule_domain::Disclosure::None;
        policy.sends_email = true;
    }));
    for address in [ALICE, BOB] {
        for tried in 0..5 {
            let request = SessionRequest::default();
            let accounts = &world.accounts;
            let registered =
                accounts.register(NewAccount::new(email(address), password(GOOD)), request);
            let registered = registered.await;
            let is_limited = matches!(registered, Err(RegisterError::TooManyAttempts(_)));
            assert_eq!(is_limited, tried >= 3, "{registered:?}");
        }
    }
}
