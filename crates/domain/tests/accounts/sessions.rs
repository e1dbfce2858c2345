use crate::accounts::by_password::recent;
use vestibule_domain::{
    ChangePassword, EmailKind, EventKind, LinkPurpose, ManageSessions, OpenLinks, SessionRequest,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, password};

#[tokio::test]
async fn all_other_browsers_are_logged_out_and_this_one_is_not() {
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
async fn ending_a_session_that_is_not_ones_own_leaves_no_trace() {
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
async fn a_change_of_password_ends_the_links_that_were_mailed_before() {
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
async fn user_with_a_hundred_sessions_ends_them_at_once() {
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
