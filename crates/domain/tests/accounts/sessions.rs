use crate::accounts::by_password::recent;
use vestibule_domain::{
    ChangePassword, EmailKind, EventKind, LinkPurpose, ManageSessions, OpenLinks, SessionRequest,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, password};

#[tokio::test]
async fn revoking_other_sessions_keeps_the_current_one() {
    let world = World::new();
    let here = world.register_alice().await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let elsewhere = [
        world.log_in(ALICE, GOOD).await.unwrap(),
        world.log_in(ALICE, GOOD).await.unwrap(),
    ];
    let by = recent(&here.current);
    let revoke = || world.accounts.revoke_other_sessions(&by);
    assert_eq!(revoke().await.unwrap(), 2);
    assert!(world.is_logged_in(&here).await);
    assert!(world.is_logged_in(&bob).await);
    for logged_in in &elsewhere {
        assert!(!world.is_logged_in(logged_in).await);
    }
    assert_eq!(revoke().await.unwrap(), 0);
    assert_eq!(world.count(EventKind::OtherSessionsRevoked).await, 1);
}

#[tokio::test]
async fn revoking_a_session_of_another_user_changes_nothing() {
    let world = World::new();
    let alice = world.register_alice().await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let bobs = bob.current.session.id;
    let revoked = world
        .accounts
        .revoke_session(&recent(&alice.current), bobs)
        .await;
    assert!(!revoked.unwrap());
    assert_eq!(world.count(EventKind::SessionRevoked).await, 0);
    let revoked = world
        .accounts
        .revoke_session(&recent(&bob.current), bobs)
        .await;
    assert!(revoked.unwrap());
    assert_eq!(world.count(EventKind::SessionRevoked).await, 1);
}

#[tokio::test]
async fn password_change_invalidates_earlier_links() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let verification = world.emailed_link(EmailKind::VerifyEmail).await;
    let reset = world.reset_link(ALICE).await;
    let (old, new) = (password(GOOD), password(NEW));
    let changed = world.accounts.change_password(&alice.current, old, new);
    changed.await.unwrap();
    for link in [verification, reset] {
        let opened = world.accounts.open_link(&link, &LinkPurpose::ALL).await;
        assert!(opened.is_err());
    }
}

#[tokio::test]
async fn user_revokes_a_hundred_sessions_in_one_operation() {
    let world = World::new();
    let here = world.register_alice().await;
    let mut others = Vec::new();
    for _ in 0..100 {
        others.push(world.log_in(ALICE, GOOD).await.unwrap());
    }
    for logged_in in &others {
        assert!(world.is_logged_in(logged_in).await);
    }
    let revoked = world
        .accounts
        .revoke_other_sessions(&recent(&here.current))
        .await;
    assert_eq!(revoked.unwrap(), 100);
    assert!(world.is_logged_in(&here).await);
}
