use crate::accounts::by_password::ByPassword;
use std::time::Duration;

use vestibule_domain::{Clock, EventKind, LoggedIn, ManageSessions, ProofError, SessionRequest};

use super::fixture::{ALICE, GOOD, NEW, World, password};

const MINUTE: Duration = Duration::from_secs(60);

async fn confirm(world: &World, by: &LoggedIn, typed: &str) -> Result<LoggedIn, ProofError> {
    let (by, typed) = (&by.current, password(typed));
    world.accounts.confirm_password(by, typed).await
}

async fn is_fresh(world: &World, logged_in: &LoggedIn) -> bool {
    let current = world.current(&logged_in.token).await;
    current.unwrap().authenticated_recently
}

#[tokio::test]
async fn recent_login_expires_after_ten_minutes() {
    let world = World::new();
    let alice = world.register_alice().await;
    world.clock.advance(10 * MINUTE - Duration::from_secs(1));
    assert!(is_fresh(&world, &alice).await);
    world.clock.advance(Duration::from_secs(1));
    assert!(!is_fresh(&world, &alice).await);
    assert!(world.is_logged_in(&alice).await, "it still shows pages");

    let confirmed = confirm(&world, &alice, GOOD).await.unwrap();
    assert!(is_fresh(&world, &confirmed).await);
    let stored = world.current(&confirmed.token).await.unwrap();
    assert_eq!(stored.session.authentications.latest(), world.clock.now());
}

#[tokio::test]
async fn reauthentication_issues_a_new_token() {
    let world = World::new();
    let request = SessionRequest {
        remember: true,
        ..Default::default()
    };
    let before = world.register(ALICE, request).await;
    let elsewhere = world.log_in(ALICE, GOOD).await.unwrap();
    let after = confirm(&world, &before, GOOD).await.unwrap();
    assert!(!world.is_logged_in(&before).await, "the old token is dead");
    assert!(world.is_logged_in(&after).await);
    assert!(after.current.session.remembered);
    assert!(world.is_logged_in(&elsewhere).await, "others go on");
    assert_eq!(world.count(EventKind::PasswordConfirmed).await, 1);
}

#[tokio::test]
async fn wrong_password_fails_reauthentication_and_is_recorded() {
    let world = World::new();
    let alice = world.register_alice().await;
    let refused = confirm(&world, &alice, NEW).await;
    assert!(matches!(refused, Err(ProofError::WrongPassword)));
    assert!(world.is_logged_in(&alice).await);
    assert_eq!(world.count(EventKind::LoginFailed).await, 1);
    assert_eq!(world.count(EventKind::PasswordConfirmed).await, 0);
}

#[tokio::test]
async fn reauthentication_of_a_revoked_session_is_refused() {
    let world = World::new();
    let alice = world.register_alice().await;
    world.log_out(&alice.token).await;
    let refused = confirm(&world, &alice, GOOD).await;
    assert!(matches!(refused, Err(ProofError::LoggedOut)));
    let sessions = world.accounts.list_sessions(&alice.current, 100).await;
    assert_eq!(sessions.unwrap(), []);
    assert_eq!(world.count(EventKind::PasswordConfirmed).await, 0);
}

#[tokio::test]
async fn password_check_renews_no_session_and_records_a_failure_once() {
    let world = World::new();
    let alice = world.register_alice().await;
    world.clock.advance(10 * MINUTE);
    let check = |typed| {
        world
            .accounts
            .check_password(&alice.current, password(typed))
    };
    check(GOOD).await.unwrap();
    assert!(world.is_logged_in(&alice).await, "under the same token");
    assert!(!is_fresh(&world, &alice).await);
    assert_eq!(world.count(EventKind::LoginFailed).await, 0);
    let refused = check(NEW).await;
    assert!(matches!(refused, Err(ProofError::WrongPassword)));
    assert_eq!(world.count(EventKind::LoginFailed).await, 1);
}
