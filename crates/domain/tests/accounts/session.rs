use crate::accounts::by_password::recent;
use std::time::Duration;

use vestibule_domain::{
    Accounts, AuthService, Client, ManageSessions, Policy, SessionPolicy, SessionRequest,
    SessionToken,
};

use super::fixture::{ALICE, BOB, GOOD, KEY, OTHER_KEY, World, email, password};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn idle_session_expires_after_two_weeks() {
    let world = World::new();
    let alice = world.register_alice().await;
    world.clock.advance(14 * DAY - SECOND);
    assert!(world.is_logged_in(&alice).await);
    world.clock.advance(14 * DAY);
    assert!(!world.is_logged_in(&alice).await);
}

#[tokio::test]
async fn active_session_expires_after_thirty_days() {
    let world = World::new();
    let alice = world.register_alice().await;
    for _ in 0..29 {
        world.clock.advance(DAY);
        assert!(world.is_logged_in(&alice).await);
    }
    world.clock.advance(DAY - SECOND);
    assert!(world.is_logged_in(&alice).await);
    world.clock.advance(SECOND);
    assert!(!world.is_logged_in(&alice).await);
}

#[tokio::test]
async fn remembered_session_has_the_same_lifetime() {
    let world = World::new();
    let request = SessionRequest {
        remember: true,
        ..Default::default()
    };
    let alice = world.register(ALICE, request).await;
    world.clock.advance(14 * DAY);
    assert!(!world.is_logged_in(&alice).await);
}

#[tokio::test]
async fn last_seen_is_written_every_thirty_minutes_at_most() {
    let world = World::new();
    let alice = world.register_alice().await;
    let last_seen = async || {
        let sessions = world.accounts.list_sessions(&alice.current, 100).await;
        sessions.unwrap()[0]
            .last_seen_at
            .since(alice.current.session.created_at)
    };
    for (advance, seen) in [(29, 0), (1, 30), (29, 30), (2, 61)] {
        world.clock.advance(advance * MINUTE);
        assert!(world.is_logged_in(&alice).await);
        assert_eq!(last_seen().await, seen * MINUTE);
    }
}

#[tokio::test]
async fn active_user_with_a_short_idle_timeout_stays_logged_in() {
    let session = SessionPolicy::default().with(|lifetimes| lifetimes.idle = 10 * MINUTE);
    let world = World::with_policy(Policy::default().with(|policy| policy.session = session));
    let alice = world.register_alice().await;
    for _ in 0..6 {
        world.clock.advance(8 * MINUTE);
        assert!(world.is_logged_in(&alice).await);
    }
    world.clock.advance(10 * MINUTE);
    assert!(!world.is_logged_in(&alice).await);
}

#[tokio::test]
async fn clock_set_back_does_not_panic_or_log_out() {
    let world = World::new();
    let alice = world.register_alice().await;
    let created = alice.current.session.created_at;
    world.clock.set(created - DAY);
    assert!(world.is_logged_in(&alice).await);
}

#[tokio::test]
async fn new_secret_key_invalidates_sessions_only() {
    let world = World::new();
    let alice = world.register_alice().await;
    let nowhere = Client::default();
    let is_valid = async |accounts: &Accounts| {
        let current = accounts.authenticate(&alice.token, &nowhere).await;
        current.unwrap().is_some()
    };
    let changed = world.rekeyed(OTHER_KEY, None);
    assert!(!is_valid(&changed).await);
    let again = changed.log_in(email(ALICE), password(GOOD), SessionRequest::default());
    assert!(again.await.is_ok());

    let rotated = world.rekeyed(OTHER_KEY, Some(KEY));
    assert!(is_valid(&rotated).await);
    rotated.log_out(&alice.token, &nowhere).await.unwrap();
    assert!(!is_valid(&rotated).await, "and it can be ended");
}

#[tokio::test]
async fn users_list_and_revoke_their_own_sessions_only() {
    let world = World::new();
    let alice = world.register_alice().await;
    let request = SessionRequest {
        client: Client::new(Some([192, 0, 2, 1].into()), Some("Browser\r\n of Bob")),
        ..Default::default()
    };
    let bob = world.register(BOB, request).await;
    let sessions = world.accounts.list_sessions(&bob.current, 100).await;
    let sessions = sessions.unwrap();
    assert_eq!(sessions, std::slice::from_ref(&bob.current.session));
    assert_eq!(sessions[0].client.agent.as_deref(), Some("Browser of Bob"));

    let bobs = bob.current.session.id;
    assert!(
        !world
            .accounts
            .revoke_session(&recent(&alice.current), bobs)
            .await
            .unwrap()
    );
    assert!(world.is_logged_in(&bob).await);
    assert!(
        world
            .accounts
            .revoke_session(&recent(&bob.current), bobs)
            .await
            .unwrap()
    );
    assert!(!world.is_logged_in(&bob).await);
}

/// An attacker who knows the password logs in again and again.
#[tokio::test]
async fn limited_session_list_contains_the_current_session() {
    let world = World::new();
    let present = world.register_alice().await.current;
    world.clock.advance(MINUTE);
    world.log_in(ALICE, GOOD).await.unwrap();
    world.clock.advance(MINUTE);
    let latest = world.log_in(ALICE, GOOD).await.unwrap().current.session;
    for limit in [1, 2] {
        let listed = world.accounts.list_sessions(&present, limit).await.unwrap();
        assert_eq!(listed.len(), limit as usize + 1);
        assert_eq!(listed.first(), Some(&latest));
        assert_eq!(listed.last(), Some(&present.session));
    }
    let all = world.accounts.list_sessions(&present, 3).await.unwrap();
    assert_eq!(all.len(), 3, "it is there once");
}

#[test]
fn partial_token_is_invalid() {
    let world = World::new();
    let token = SessionToken::generate(&*world.random).unwrap();
    let text = token.expose();
    assert_eq!(text.len(), 43);
    assert_eq!(SessionToken::parse(&text).unwrap().expose(), text);
    let last_bits_set = format!("{}_", &text[..42]);
    for rubbish in [
        "",
        "x",
        &text[1..],
        &format!("{}A", *text),
        &format!("{}=", *text),
        &last_bits_set,
    ] {
        assert!(SessionToken::parse(rubbish).is_none(), "{rubbish:?}");
    }
    assert!(!format!("{token:?}").contains(text.as_str()));
}
