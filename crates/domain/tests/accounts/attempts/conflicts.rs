//! A unit of work is retried after a conflict, and its attempt is counted once.

use crate::accounts::by_password::{ByPassword, recent};
use vestibule_domain::{ManageSessions, ResetPassword, VerifyEmail};

use super::*;

#[tokio::test]
async fn retried_email_request_consumes_one_attempt() {
    let world = world();
    let alice = world.register_alice().await.current;
    let (accounts, nowhere) = (&world.accounts, Client::default());
    for _ in 0..3 {
        world.store.conflict_at_next_commits(3);
        let reset = accounts.request_password_reset(&alice.email, &nowhere);
        reset.await.unwrap();
        world.store.conflict_at_next_commits(3);
        let proof = accounts.request_verification(&alice.email, &nowhere);
        proof.await.unwrap();
        world.store.conflict_at_next_commits(3);
        let new = email(BOB);
        let moved = accounts.change_email_with(&alice, password(GOOD), &new);
        moved.await.unwrap();
    }
    let reset = accounts.request_password_reset(&alice.email, &nowhere);
    let reset = reset.await;
    assert!(matches!(reset, Err(RequestEmailError::TooManyAttempts(_))));
}

#[tokio::test]
async fn retried_registration_consumes_one_attempt() {
    let world = World::with_policy(Policy::default().with(|policy| {
        policy.verification = EmailVerification::Required;
        policy.disclosure = vestibule_domain::Disclosure::None;
        policy.sends_email = true;
    }));
    for _ in 0..3 {
        world.store.conflict_at_next_commits(3);
        let account = NewAccount::new(email(ALICE), password(GOOD));
        let registered = world.accounts.register(account, SessionRequest::default());
        registered.await.unwrap();
    }
}

#[tokio::test]
async fn retried_wrong_password_consumes_one_attempt() {
    let world = world();
    let alice = world.register_alice().await.current;
    for _ in 0..BUDGET {
        world.store.conflict_at_next_commits(3);
        let refused = world.log_in(ALICE, "wrong").await;
        assert!(matches!(refused, Err(LoginError::NoMatch)), "{refused:?}");
        world.store.conflict_at_next_commits(3);
        let refused = world.accounts.confirm_password(&alice, password("wrong"));
        let refused = refused.await.unwrap_err();
        assert!(matches!(refused, ProofError::WrongPassword));
    }
    assert_eq!(world.count(EventKind::LoginFailed).await, 2 * BUDGET);
}

#[tokio::test]
async fn notice_of_guessing_is_written_after_a_conflict() {
    let world = world();
    world.register_alice().await;
    guess(&world, None, ALICE).await;
    world.clock.advance(DAY);
    world.deliver().await;
    for _ in 0..BUDGET {
        let refused = log_in_from(&world, None, ALICE, "wrong").await;
        assert!(matches!(refused, Err(LoginError::NoMatch)), "{refused:?}");
    }
    world.store.conflict_at_next_commits(3);
    let limited = log_in_from(&world, None, ALICE, "wrong").await;
    assert!(is_limited(&limited), "{limited:?}");
    assert_eq!(said(&world.deliver().await), [(ALICE, "too_many_failures")]);
}

#[tokio::test]
async fn four_consecutive_conflicts_are_an_outage_without_partial_state() {
    let world = world();
    let alice = world.register_alice().await.current;
    let events = world.count(EventKind::OtherSessionsRevoked).await;
    world.log_in(ALICE, GOOD).await.unwrap();
    world.store.conflict_at_next_commits(4);
    let refused = world.accounts.revoke_other_sessions(&recent(&alice)).await;
    assert!(refused.unwrap_err().is_conflict());
    assert_eq!(world.count(EventKind::OtherSessionsRevoked).await, events);
    let ended = world.accounts.revoke_other_sessions(&recent(&alice)).await;
    assert_eq!(ended.unwrap(), 1);
}
