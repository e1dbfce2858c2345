//! What the cache answers, and what it never answers.

use std::{
    sync::{Arc, atomic::Ordering::SeqCst},
    time::Duration,
};

use vestibule_domain::{
    AuthEpoch, ChangeListener, DeleteIf, EmailAddress, PasswordHash, Session, Store, UnitOfWork,
    User, VerifiedEmail,
};

use super::fixture::{Fixture, NOON, TOUCH_AFTER, user};

#[tokio::test]
async fn cached_session_needs_no_query() {
    let fixture = Fixture::new();
    let (session, user) = fixture.person().await;
    assert!(fixture.find(&session).await.is_some());

    // No change is reported, so that the store shows whether it was queried.
    fixture.revoke_elsewhere(&session).await;
    assert_eq!(fixture.find(&session).await, Some((session, user)));
}

#[tokio::test]
async fn change_of_a_user_removes_cached_sessions() {
    let fixture = Fixture::new();
    let (session, user) = fixture.person().await;
    let (other, _) = fixture.person().await;
    for session in [&session, &other] {
        fixture.find(session).await;
        fixture.revoke_elsewhere(session).await;
    }

    fixture.cache.user_changed(user.id);

    assert_eq!(fixture.find(&session).await, None);
    assert!(fixture.find(&other).await.is_some());
    fixture.cache.anything_changed();
    assert_eq!(fixture.find(&other).await, None);
}

#[tokio::test]
async fn uncertain_change_state_queries_the_store() {
    let fixture = Fixture::new();
    let (session, _) = fixture.person().await;
    fixture.find(&session).await;
    fixture.revoke_elsewhere(&session).await;

    fixture.is_told.store(false, SeqCst);

    assert_eq!(fixture.find(&session).await, None);
}

#[tokio::test]
async fn session_read_with_uncertain_change_state_is_not_cached() {
    let fixture = Fixture::new();
    let (session, _) = fixture.person().await;
    fixture.is_told.store(false, SeqCst);
    assert!(fixture.find(&session).await.is_some());
    fixture.revoke_elsewhere(&session).await;

    fixture.is_told.store(true, SeqCst);

    assert_eq!(fixture.find(&session).await, None);
}

/// A session that is active on another server is not idle, and "last seen" is not reported.
#[tokio::test]
async fn session_due_for_a_last_seen_update_is_read_again() {
    let fixture = Fixture::new();
    let (session, _) = fixture.person().await;
    fixture.find(&session).await;
    let later = NOON + TOUCH_AFTER;
    let mut unit = fixture.behind.begin().await.unwrap();
    unit.sessions()
        .touch(session.id, later, NOON)
        .await
        .unwrap();
    unit.commit().await.unwrap();

    fixture.clock.set(later - Duration::from_secs(1));
    let (found, _) = fixture.find(&session).await.unwrap();
    assert_eq!(found.last_seen_at, NOON);
    fixture.clock.set(later);
    let (found, _) = fixture.find(&session).await.unwrap();
    assert_eq!(found.last_seen_at, later);
}

#[tokio::test]
async fn committed_change_of_a_user_is_visible_immediately() {
    for change in 0..CHANGES {
        let fixture = Fixture::new();
        let (session, user) = fixture.person().await;
        let another = fixture.log_in(&user, 200).await;
        let before = fixture.find(&session).await;
        assert!(before.is_some());

        let mut unit = fixture.cached.begin().await.unwrap();
        make(change, &mut *unit, &session, &user, &another).await;
        unit.commit().await.unwrap();

        let after = fixture.find(&session).await;
        assert_ne!(after, before, "change {change} was not seen");
        let stored = fixture
            .behind
            .sessions()
            .find(&session.token)
            .await
            .unwrap();
        assert_eq!(after, stored, "change {change}");
    }
}

const CHANGES: usize = 11;

async fn make(
    change: usize,
    unit: &mut dyn UnitOfWork,
    session: &Session,
    user: &User,
    another: &Session,
) {
    let later = NOON + TOUCH_AFTER;
    let new = PasswordHash::new("$sample$v=1$new".to_owned());
    let id = user.id;
    let done = match change {
        0 => {
            unit.users()
                .change_password(id, AuthEpoch::FIRST, &new, later)
                .await
        }
        1 => unit.users().set_password(id, &new, later).await,
        2 => {
            unit.users()
                .verify_email(id, &proven(user.email.as_str()))
                .await
        }
        3 => {
            unit.users()
                .set_email(id, &proven("other@example.com"))
                .await
                .unwrap();
            Ok(true)
        }
        4 => unit.users().schedule_deletion(id, Some(later)).await,
        5 => unit.users().set_disabled(id, Some(later)).await,
        6 => unit.users().delete(id, DeleteIf::Exists).await,
        7 => unit.sessions().touch(session.id, later, NOON).await,
        8 => unit.sessions().delete(id, session.id).await,
        9 => unit.sessions().delete_by_token(&session.token).await,
        _ => unit
            .sessions()
            .delete_all(id, Some(another.id))
            .await
            .map(|ended| ended == 1),
    };
    assert!(done.unwrap(), "change {change} changed nothing");
}

fn proven(address: &str) -> VerifiedEmail {
    let email = EmailAddress::parse(address).unwrap();
    let proven = user(0).with(|user| {
        user.email = email;
        user.email_verified_at = Some(NOON + TOUCH_AFTER);
    });
    proven.verified_email().unwrap()
}

/// The query of a session and its revocation happen at the same time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn session_revoked_during_its_read_is_not_cached() {
    let fixture = Arc::new(Fixture::new());
    let (_, user) = fixture.person().await;
    for round in 0..3000 {
        let session = fixture.log_in(&user, 100).await;
        let readers = [(); 3].map(|()| {
            let (fixture, session) = (fixture.clone(), session.clone());
            tokio::spawn(async move {
                while fixture.find(&session).await.is_some() {
                    tokio::task::yield_now().await;
                }
            })
        });
        let mut unit = fixture.cached.begin().await.unwrap();
        match round % 3 {
            0 => drop(unit.sessions().delete_all(user.id, None).await.unwrap()),
            1 => drop(unit.sessions().delete(user.id, session.id).await.unwrap()),
            _ => drop(
                unit.sessions()
                    .delete_by_token(&session.token)
                    .await
                    .unwrap(),
            ),
        }
        unit.commit().await.unwrap();

        assert_eq!(fixture.find(&session).await, None, "round {round}");
        for reader in readers {
            reader.await.unwrap();
        }
        assert_eq!(fixture.find(&session).await, None, "round {round}");
    }
}

#[tokio::test]
async fn full_cache_evicts_sessions() {
    let fixture = Fixture::with_room_for(20);
    let mut sessions = Vec::new();
    for _ in 0..200 {
        let (session, _) = fixture.person().await;
        fixture.find(&session).await;
        sessions.push(session);
    }
    for session in &sessions {
        fixture.revoke_elsewhere(session).await;
    }

    let mut kept = 0;
    for session in &sessions {
        kept += usize::from(fixture.find(session).await.is_some());
    }

    assert!((1..=40).contains(&kept), "{kept} are in memory");
}
