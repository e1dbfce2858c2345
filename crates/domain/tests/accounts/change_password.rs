use vestibule_domain::{
    ChangePassword, ChangePasswordError, LoggedIn, LoginError, SessionRequest, WeakPassword,
};

use super::fixture::{ALICE, GOOD, NEW, World, password, said};

async fn change(
    world: &World,
    by: &LoggedIn,
    old: &str,
    new: &str,
) -> Result<LoggedIn, ChangePasswordError> {
    world
        .accounts
        .change_password(&by.current, password(old), password(new))
        .await
}

#[tokio::test]
async fn password_change_revokes_all_sessions_and_issues_a_new_token() {
    let world = World::new();
    let request = SessionRequest {
        remember: true,
        ..Default::default()
    };
    let before = world.register(ALICE, request).await;
    let elsewhere = world.log_in(ALICE, GOOD).await.unwrap();

    let after = change(&world, &before, GOOD, NEW).await.unwrap();
    assert!(!world.is_logged_in(&before).await, "the old token is dead");
    assert!(
        !world.is_logged_in(&elsewhere).await,
        "the other browser is logged out"
    );
    assert!(world.is_logged_in(&after).await);
    assert!(
        after.current.session.remembered,
        "the browser is remembered as before"
    );
}

#[tokio::test]
async fn old_password_is_rejected_after_a_password_change() {
    let world = World::new();
    let alice = world.register_alice().await;
    change(&world, &alice, GOOD, NEW).await.unwrap();
    let old = world.log_in(ALICE, GOOD).await;
    assert!(matches!(old, Err(LoginError::NoMatch)));
    assert!(world.log_in(ALICE, NEW).await.is_ok());
}

#[tokio::test]
async fn password_change_without_the_current_password_is_refused() {
    let world = World::new();
    let alice = world.register_alice().await;
    let refused = change(&world, &alice, "not my password", NEW).await;
    assert!(matches!(refused, Err(ChangePasswordError::WrongPassword)));
    assert!(world.is_logged_in(&alice).await);
    assert!(world.log_in(ALICE, GOOD).await.is_ok());
}

#[tokio::test]
async fn new_password_is_validated() {
    let world = World::new();
    let alice = world.register_alice().await;
    let refused = change(&world, &alice, GOOD, "12345678").await;
    assert!(matches!(
        refused,
        Err(ChangePasswordError::WeakPassword(WeakPassword::Common))
    ));
}

#[tokio::test]
async fn password_change_with_a_revoked_session_is_refused() {
    let world = World::new();
    let alice = world.register_alice().await;
    world.log_out(&alice.token).await;
    let refused = change(&world, &alice, GOOD, NEW).await;
    assert!(matches!(refused, Err(ChangePasswordError::LoggedOut)));
    let log_in = world.log_in(ALICE, GOOD).await;
    assert!(log_in.is_ok(), "the unit was rolled back");
}

#[tokio::test]
async fn password_change_sends_an_email_to_the_owner() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world.deliver().await;
    let (old, new) = (password(GOOD), password(NEW));
    let changed = world.accounts.change_password(&alice.current, old, new);
    changed.await.unwrap();
    let messages = world.deliver().await;
    assert_eq!(said(&messages), [(ALICE, "password_changed")]);
}
