//! Expired rows are purged in batches, without waiting for locks.

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;
use vestibule_domain::{AuthEpoch, Session, Store, Timestamp, Unavailable, User};

use super::samples::*;

/// When the samples purge.
const NOW: Timestamp = later(20 * 24 * 60 * 60);
/// The time of last use before which a session is purged.
const IDLE_SINCE: Timestamp = later(6 * 24 * 60 * 60);

/// A session that ends then, and is in use.
fn ending(user: &User, expires_at: Timestamp) -> Session {
    session(user).with(|session| {
        session.last_seen_at = NOW;
        session.expires_at = expires_at;
    })
}

/// A session that has time left, and was last used then.
fn used(user: &User, last_seen_at: Timestamp) -> Session {
    session(user).with(|session| session.last_seen_at = last_seen_at)
}

async fn purge(store: &dyn Store, limit: u32) -> Result<u64, Unavailable> {
    store.sessions().purge(NOW, IDLE_SINCE, limit).await
}

/// An expired session is refused and purged.
pub async fn expired_sessions_are_purged(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let living = ending(&user, later_than(NOW, 1));
    for session in [&ending(&user, NOW), &ending(&user, NOON), &living] {
        open(&*store, session).await;
    }
    assert_eq!(purge(&*store, u32::MAX).await.unwrap(), 2);
    assert_eq!(list(&*store, &user).await, [living]);
    assert_eq!(purge(&*store, u32::MAX).await.unwrap(), 0);
    assert_eq!(credential(&*store, &user).await.user, user);
}

/// A browser that was left behind, with a session that has weeks to go.
pub async fn idle_sessions_are_purged(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let living = used(&user, later_than(IDLE_SINCE, 1));
    for session in [&used(&user, IDLE_SINCE), &used(&user, NOON), &living] {
        open(&*store, session).await;
    }
    assert_eq!(purge(&*store, u32::MAX).await.unwrap(), 2);
    assert_eq!(list(&*store, &user).await, [living]);
}

/// A batch is never larger than allowed, though it is filled from both kinds, and what both
/// ended and was not used is one.
pub async fn purge_deletes_one_batch_at_most(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let both = ending(&user, NOON).with(|session| session.last_seen_at = NOON);
    for session in [
        &ending(&user, NOON),
        &used(&user, NOON),
        &ending(&user, NOON),
        &used(&user, NOON),
        &both,
    ] {
        open(&*store, session).await;
    }
    for purged in [2, 2, 1, 0] {
        assert_eq!(purge(&*store, 2).await.unwrap(), purged);
    }
    assert_eq!(list(&*store, &user).await, []);
}

/// More than any list of parameters that a statement may have should need.
pub async fn large_batch_is_purged_completely(store: Arc<dyn Store>) {
    const MANY: u64 = 1_100;
    let user = register(&*store, "alice@example.com").await;
    let mut unit = store.begin().await.unwrap();
    for _ in 0..MANY {
        let ended = ending(&user, NOON);
        assert!(
            unit.sessions()
                .insert(&ended, AuthEpoch::FIRST)
                .await
                .unwrap()
        );
    }
    unit.commit().await.unwrap();
    assert_eq!(purge(&*store, u32::MAX).await.unwrap(), MANY);
    assert_eq!(list(&*store, &user).await, []);
}

/// Several servers purge the same sessions: each is deleted once, and counted once.
pub async fn parallel_session_purges_share_the_rows(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let living = session(&user);
    let mut unit = store.begin().await.unwrap();
    for number in 0..120 {
        let ended = match number % 2 {
            0 => ending(&user, later(number)),
            _ => used(&user, later(number)),
        };
        assert!(
            unit.sessions()
                .insert(&ended, AuthEpoch::FIRST)
                .await
                .unwrap()
        );
    }
    let in_use = living.with(|session| session.last_seen_at = NOW);
    assert!(
        unit.sessions()
            .insert(&in_use, AuthEpoch::FIRST)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    let purged = together((0..4).map(|_| {
        let store = store.clone();
        async move {
            let mut purged = 0;
            loop {
                match retry_conflicts(|| purge(&*store, 7)).await {
                    0 => return purged,
                    batch => purged += batch,
                }
            }
        }
    }))
    .await;
    assert_eq!(purged.into_iter().sum::<u64>(), 120);
    assert_eq!(list(&*store, &user).await, [in_use]);
}

/// The purge skips a locked session and does not wait for it. Only where transactions cannot run
/// concurrently, it waits for its turn.
pub async fn purge_skips_a_locked_session(store: Arc<dyn Store>) {
    /// Long enough for any answer, and no lock is awaited that long.
    const PATIENCE: Duration = Duration::from_secs(3);

    let user = register(&*store, "alice@example.com").await;
    let (visited, left) = (used(&user, NOON), used(&user, NOON));
    open(&*store, &visited).await;
    open(&*store, &left).await;

    let mut visit = store.begin().await.unwrap();
    assert!(visit.sessions().touch(visited.id, NOW, NOON).await.unwrap());
    let side_by_side = timeout(PATIENCE, store.begin()).await.is_ok();
    if side_by_side {
        let purged = timeout(PATIENCE, purge(&*store, 10)).await;
        assert_eq!(purged.expect("it does not wait").unwrap(), 1);
    }
    visit.commit().await.unwrap();
    if !side_by_side {
        assert_eq!(purge(&*store, 10).await.unwrap(), 1);
    }
    let visited = visited.with(|session| session.last_seen_at = NOW);
    assert_eq!(list(&*store, &user).await, [visited]);
    assert_eq!(purge(&*store, 10).await.unwrap(), 0);
}
