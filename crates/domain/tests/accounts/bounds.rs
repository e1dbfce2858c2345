//! Operations that can be repeated without end leave a bounded number of rows and emails.

use crate::accounts::by_password::recent;
use std::time::Duration;

use vestibule_domain::{
    ChangePassword, Client, Clock, EventKind, ExportError, LoginError, ManageAccount,
    ManageSessions, Policy, ResetPassword, VerifyEmail,
};

use super::fixture::{ALICE, GOOD, World, email};

const KEPT: usize = 20;
const HOUR: Duration = Duration::from_secs(60 * 60);

fn world() -> World {
    World::with_policy(Policy::default().with(|policy| {
        policy.sends_email = true;
        policy.visitors_rows = KEPT;
    }))
}

#[tokio::test]
async fn failed_logins_for_unknown_addresses_keep_a_bounded_number_of_events() {
    let world = world();
    world.register_alice().await;
    for guessed in 0..5 * KEPT {
        world.clock.advance(Duration::from_secs(1));
        let refused = world.log_in(&format!("{guessed}@example.org"), GOOD).await;
        assert!(matches!(refused, Err(LoginError::NoMatch)), "{refused:?}");
    }
    let heard = world.heard.events();
    let heard = heard.iter().filter(|e| e.kind == EventKind::LoginFailed);
    let heard = heard.count();
    let events = world.store.all_events().await;
    let failed: Vec<_> = events
        .iter()
        .filter(|event| event.kind == EventKind::LoginFailed)
        .collect();
    assert_eq!(failed.len(), KEPT);
    let latest = world.clock.now();
    assert_eq!(failed[KEPT - 1].at, latest, "the oldest ones make room");
    assert_eq!(heard, 5 * KEPT);
    let own = world.log_in(ALICE, "wrong").await;
    assert!(own.is_err());
    let owners = world.user(ALICE).await.unwrap();
    let by_account = world.store.all_events().await;
    let by_account = by_account.iter().filter(|e| e.user_id == Some(owners.id));
    assert_eq!(
        by_account.count(),
        2,
        "an account's own events are all kept"
    );
}

#[tokio::test]
async fn email_requests_of_visitors_keep_a_bounded_number_of_rows() {
    let world = world();
    let nowhere = Client::default();
    for asked in 0..5 * KEPT {
        let address = email(&format!("{asked}@example.org"));
        let reset = world.accounts.request_password_reset(&address, &nowhere);
        reset.await.unwrap();
        let proof = world.accounts.request_verification(&address, &nowhere);
        proof.await.unwrap();
    }
    assert_eq!(world.store.all_emails().await.len(), KEPT);
    assert_eq!(world.store.all_events().await.len(), KEPT);
}

#[tokio::test]
async fn visitor_emails_do_not_replace_emails_of_users() {
    let world = world();
    let alice = world.register_alice().await;
    world.deliver().await;
    let bob = email("bob@example.com");
    let moved = super::change_email::ask(&world, &alice, bob.as_str());
    moved.await;
    for asked in 0..2 * KEPT {
        let address = email(&format!("{asked}@example.org"));
        let nowhere = Client::default();
        let reset = world.accounts.request_password_reset(&address, &nowhere);
        reset.await.unwrap();
    }
    let emails = world.store.all_emails().await;
    let own = emails.iter().filter(|email| email.user_id.is_some());
    assert_eq!(own.count(), 2);
}

#[tokio::test]
async fn revoking_no_session_records_no_event() {
    let world = world();
    let alice = world.register_alice().await;
    for _ in 0..100 {
        let ended = world
            .accounts
            .revoke_other_sessions(&recent(&alice.current))
            .await;
        assert_eq!(ended.unwrap(), 0);
    }
    assert_eq!(world.count(EventKind::OtherSessionsRevoked).await, 0);
}

#[tokio::test]
async fn exports_are_limited_by_account() {
    let world = world();
    let alice = world.register_alice().await.current;
    for taken in 0..13 {
        let export = world.accounts.export_account(&recent(&alice)).await;
        let is_limited = matches!(export, Err(ExportError::TooManyAttempts(_)));
        assert_eq!(is_limited, taken >= 10, "{taken}");
    }
    assert_eq!(world.count(EventKind::DataExported).await, 10);
    world.clock.advance(HOUR);
    assert!(world.accounts.export_account(&recent(&alice)).await.is_ok());
}

#[tokio::test]
async fn one_account_keeps_a_bounded_number_of_events_and_notices_of_each_kind() {
    let world = world();
    let mut alice = world.register_alice().await;
    world.deliver().await;
    let mut typed = [GOOD, super::fixture::NEW];
    for _ in 0..200 {
        let [old, new] = typed.map(super::fixture::password);
        let changed = world.accounts.change_password(&alice.current, old, new);
        alice = changed.await.expect("it is never refused");
        typed.reverse();
    }
    assert_eq!(world.count(EventKind::PasswordChanged).await, 120);
    let heard = world.heard.events();
    let heard = heard
        .iter()
        .filter(|e| e.kind == EventKind::PasswordChanged);
    assert_eq!(heard.count(), 200);
    assert_eq!(world.deliver().await.len(), 10);

    let moved = super::change_email::ask(&world, &alice, "alice@example.org");
    moved.await;
    let messages = world.deliver().await;
    assert_eq!(messages.len(), 2, "another kind is not hidden");
    world.clock.advance(HOUR);
    let [old, new] = typed.map(super::fixture::password);
    let changed = world.accounts.change_password(&alice.current, old, new);
    changed.await.unwrap();
    assert_eq!(world.count(EventKind::PasswordChanged).await, 121);
}
