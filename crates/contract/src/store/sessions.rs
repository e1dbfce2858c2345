//! Sessions: opened with proof, found by their token, ended for good.

use std::{net::IpAddr, sync::Arc};

use vestibule_domain::{
    AuthEpoch, AuthMethod, Authentications, Client, SessionTokenHash, Store, Timestamp,
};

use super::samples::*;

/// One query gives both, with all that is known of them.
pub async fn session_is_found_by_its_token_with_its_user(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let (of_alice, of_bob) = (session(&alice), session(&bob));
    open(&*store, &of_alice).await;
    open(&*store, &of_bob).await;
    assert_eq!(find(&*store, &of_alice).await, Some((of_alice, alice)));
    assert_eq!(find(&*store, &of_bob).await, Some((of_bob, bob)));
}

/// Addresses of both kinds, and agents of 255 characters of four bytes.
pub async fn session_stores_all_client_data(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let full = "2001:db8:1111:2222:3333:4444:5555:6666";
    for address in [
        None,
        Some("192.0.2.1"),
        Some(full),
        Some("::ffff:255.255.255.255"),
    ] {
        let address: Option<IpAddr> = address.map(|address| address.parse().unwrap());
        for agent in [
            None,
            Some(""),
            Some("Mozilla/5.0 "),
            Some(&*"🍪".repeat(255)),
        ] {
            let session = session(&user).with(|session| {
                session.remembered = address.is_some();
                session.client = Client::new(address, agent);
            });
            open(&*store, &session).await;
            let found = find(&*store, &session).await;
            assert_eq!(found.map(|(found, _)| found), Some(session));
        }
    }
}

/// It is for emails; a session has no use for it.
pub async fn session_stores_no_language(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user).with(|session| session.client = known_client());
    open(&*store, &session).await;
    let found = find(&*store, &session).await;
    let expected = known_client().reading(None);
    assert_eq!(found.map(|(found, _)| found.client), Some(expected));
}

/// When it began and when its person last proved to know the password are two things.
pub async fn session_stores_the_time_of_authentication(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user).with(|session| {
        session.authentications = Authentications::default().with(AuthMethod::Password, later(1));
        session.last_seen_at = later(2);
    });
    open(&*store, &session).await;
    let listed = list(&*store, &user).await;
    assert_eq!(listed, std::slice::from_ref(&session));
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// Whether a session is alive is decided by the domain.
pub async fn expired_session_is_found(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let ended = session(&user).with(|session| session.expires_at = NOON);
    open(&*store, &ended).await;
    assert_eq!(find(&*store, &ended).await, Some((ended, user)));
}

/// Neither 2038 nor 2106 is the end of time, nor is 1970 its beginning.
pub async fn distant_times_round_trip(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user).with(|session| {
        session.created_at = Timestamp::from_unix_seconds(-1);
        session.authentications =
            Authentications::default().with(AuthMethod::Password, Timestamp::from_unix_seconds(-2));
        session.last_seen_at = Timestamp::from_unix_seconds(1 << 33);
        session.expires_at = Timestamp::from_unix_seconds(i64::MAX);
    });
    open(&*store, &session).await;
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// What was proven at another epoch opens nothing.
pub async fn session_at_another_epoch_is_refused(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let unproven = session(&alice);
    let past = AuthEpoch::FIRST;
    assert!(!log_in(&*store, &unproven, past.next()).await);
    assert!(change_password(&*store, &alice, past, &hash("old"), NOON).await);
    assert!(!log_in(&*store, &unproven, past).await);
    assert_eq!(find(&*store, &unproven).await, None);
}

/// A user who is not there, or no longer, has no sessions.
pub async fn disabled_or_missing_user_gets_no_session(store: Arc<dyn Store>) {
    let session = session(&user("alice@example.com"));
    assert!(!log_in(&*store, &session, AuthEpoch::FIRST).await);
    assert_eq!(find(&*store, &session).await, None);
}

/// A guessed token opens nothing.
pub async fn unknown_token_finds_no_session(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    open(&*store, &session(&user)).await;
    assert_eq!(find(&*store, &session(&user)).await, None);
}

/// Bytes are no text: zeros, blanks and letters at the end are all different.
pub async fn session_tokens_differ_by_every_byte(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let ends = [0, b' ', b'a', b'A', 0xC3, 0xFF];
    let sessions = ends.map(|end| {
        let mut token = [b'a'; 32];
        token[31] = end;
        session(&user).with(|session| session.token = SessionTokenHash::from_bytes(token))
    });
    for session in &sessions {
        open(&*store, session).await;
    }
    for session in sessions {
        let found = find(&*store, &session).await;
        assert_eq!(found.map(|(found, _)| found), Some(session));
    }
}

/// Two sessions with one token would let one person into the other's account: the second is
/// an error, never an answer.
pub async fn session_token_is_unique(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let first = session(&alice);
    open(&*store, &first).await;
    let second = session(&bob).with(|session| session.token = first.token);
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.sessions()
            .insert(&second, AuthEpoch::FIRST)
            .await
            .is_err()
    );
    drop(unit);
    assert_eq!(find(&*store, &first).await, Some((first, alice)));
}

/// A list of "my devices" has the current session first and none of other users.
pub async fn own_sessions_are_listed_latest_seen_first(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    assert_eq!(list(&*store, &alice).await, []);
    let seen = |seconds| session(&alice).with(|session| session.last_seen_at = later(seconds));
    let (first, second, third) = (seen(30), seen(20), seen(10));
    for session in [&second, &third, &first, &session(&bob)] {
        open(&*store, session).await;
    }
    let listed = list(&*store, &alice).await;
    assert_eq!(listed, [first.clone(), second.clone(), third]);
    let latest = store.sessions().list(alice.id, NOON, later(-1), 2).await;
    assert_eq!(latest.unwrap(), [first, second]);
}

/// What waits for the purge is on no list, and takes the place of none that is.
pub async fn latest_active_sessions_are_listed(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (now, idle_since) = (later(100), later(10));
    let seen = |seconds, expires_at| {
        session(&user).with(|session| {
            session.last_seen_at = later(seconds);
            session.expires_at = expires_at;
        })
    };
    let [first, second] = [50, 11].map(|at| seen(at, later(101)));
    let over = [seen(60, now), seen(55, NOON), seen(10, later(101))];
    for session in [&first, &second].into_iter().chain(&over) {
        open(&*store, session).await;
    }
    let living = async |limit| {
        let living = store.sessions().list(user.id, now, idle_since, limit);
        living.await.unwrap()
    };
    assert_eq!(living(1).await, std::slice::from_ref(&first));
    assert_eq!(living(100).await, [first, second]);
}

/// It is gone at once, and the others are not.
pub async fn own_session_is_deleted(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (ended, other) = (session(&user), session(&user));
    open(&*store, &ended).await;
    open(&*store, &other).await;
    for was_there in [true, false] {
        let mut unit = store.begin().await.unwrap();
        let deleted = unit.sessions().delete(user.id, ended.id).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(deleted, was_there);
    }
    assert_eq!(find(&*store, &ended).await, None);
    assert!(find(&*store, &other).await.is_some());
}

/// Knowing the identifier of a session gives no power over it.
pub async fn session_of_another_user_is_not_deleted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let mallory = register(&*store, "mallory@example.com").await;
    let session = session(&alice);
    open(&*store, &session).await;
    let mut unit = store.begin().await.unwrap();
    assert!(
        !unit
            .sessions()
            .delete(mallory.id, session.id)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    assert!(find(&*store, &session).await.is_some());
}

/// Logging out takes the token only.
pub async fn session_is_deleted_by_its_token(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (ended, other) = (session(&user), session(&user));
    open(&*store, &ended).await;
    open(&*store, &other).await;
    for was_there in [true, false] {
        let mut unit = store.begin().await.unwrap();
        let deleted = unit.sessions().delete_by_token(&ended.token).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(deleted, was_there);
    }
    assert_eq!(list(&*store, &user).await, [other]);
}

/// A change of password revokes all sessions of the user and none of others.
pub async fn all_sessions_of_a_user_are_deleted_and_counted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for _ in 0..3 {
        open(&*store, &session(&alice)).await;
    }
    let of_bob = session(&bob);
    open(&*store, &of_bob).await;
    for there_were in [3, 0] {
        let mut unit = store.begin().await.unwrap();
        let deleted = unit.sessions().delete_all(alice.id, None).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(deleted, there_were);
    }
    assert_eq!(list(&*store, &alice).await, []);
    assert_eq!(list(&*store, &bob).await, [of_bob]);
}

/// "Log out everywhere else" keeps the current session and those of other users.
pub async fn all_other_sessions_are_deleted_and_counted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let (kept, of_bob) = (session(&alice), session(&bob));
    for session in [&session(&alice), &kept, &session(&alice), &of_bob] {
        open(&*store, session).await;
    }
    for there_were in [2, 0] {
        let deleted = once!(store, unit => unit.sessions().delete_all(alice.id, Some(kept.id)));
        assert_eq!(deleted, there_were);
    }
    let foreign = Some(of_bob.id);
    assert_eq!(list(&*store, &bob).await, [of_bob]);
    assert_eq!(list(&*store, &alice).await, [kept]);
    assert_eq!(
        once!(store, unit => unit.sessions().delete_all(alice.id, foreign)),
        1
    );
}
