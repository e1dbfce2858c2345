//! A retry after a conflict is charged once.

use vestibule_domain::{ChangeEmail, MayConflict, ResetPassword, VerifyEmail};

use super::*;

/// Does it again after a conflict, as the server does.
async fn retried<T, E: MayConflict>(attempt: impl AsyncFn() -> Result<T, E>) -> Result<T, E> {
    loop {
        match attempt().await {
            Err(error) if error.is_conflict() => {}
            done => return done,
        }
    }
}

#[tokio::test]
async fn email_requests_that_meet_conflicts_are_charged_once() {
    let world = world();
    let alice = world.register_alice().await.current;
    let (accounts, nowhere) = (&world.accounts, Client::default());
    for _ in 0..3 {
        world.store.conflict_at_next_commits(3);
        let reset = retried(async || {
            accounts
                .request_password_reset(&alice.email, &nowhere)
                .await
        });
        reset.await.unwrap();
        world.store.conflict_at_next_commits(3);
        let proof = retried(async || accounts.request_verification(&alice.email, &nowhere).await);
        proof.await.unwrap();
        world.store.conflict_at_next_commits(3);
        let new = email(BOB);
        let moved = retried(async || accounts.change_email(&alice, password(GOOD), &new).await);
        moved.await.unwrap();
    }
    let reset = accounts.request_password_reset(&alice.email, &nowhere);
    let reset = reset.await;
    assert!(matches!(reset, Err(RequestMailError::TooManyAttempts(_))));
}

#[tokio::test]
async fn registration_that_meets_conflicts_is_charged_once() {
    let world = World::with_policy(Policy {
        verification: EmailVerification::Required,
        disclosure: vestibule_domain::Disclosure::None,
        sends_mail: true,
        ..Policy::default()
    });
    for _ in 0..3 {
        world.store.conflict_at_next_commits(3);
        let registered = retried(async || {
            let account = NewAccount::new(email(ALICE), password(GOOD));
            let request = SessionRequest::default();
            world.accounts.register(account, request).await
        });
        registered.await.unwrap();
    }
}

#[tokio::test]
async fn wrong_password_that_meets_conflicts_is_charged_once() {
    let world = world();
    let alice = world.register_alice().await.current;
    for _ in 0..BUDGET {
        world.store.conflict_at_next_commits(3);
        let refused = retried(async || world.log_in(ALICE, "wrong").await).await;
        assert!(matches!(refused, Err(LogInError::NoMatch)), "{refused:?}");
        world.store.conflict_at_next_commits(3);
        let refused = retried(async || {
            let accounts = &world.accounts;
            accounts.confirm_password(&alice, password("wrong")).await
        });
        let refused = refused.await.unwrap_err();
        assert!(matches!(refused, ConfirmPasswordError::WrongPassword));
    }
    assert_eq!(world.count(EventKind::LogInFailed).await, 2 * BUDGET);
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
        assert!(matches!(refused, Err(LogInError::NoMatch)), "{refused:?}");
    }
    world.store.conflict_at_next_commits(3);
    let limited = retried(async || log_in_from(&world, None, ALICE, "wrong").await).await;
    assert!(is_limited(&limited), "{limited:?}");
    assert_eq!(said(&world.deliver().await), [(ALICE, "too_many_failures")]);
}
