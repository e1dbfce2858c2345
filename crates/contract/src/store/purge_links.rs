//! Links that work no more are purged as sessions are.

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;
use vestibule_domain::{Link, LinkPurpose, OneTimeToken, Store, User};

use super::samples::*;

async fn emailed(store: &dyn Store, user: &User, until: i64) -> Link {
    let link = Link {
        expires_at: later(until),
        ..link(user, LinkPurpose::VerifyEmail)
    };
    once!(store, unit => unit.tokens().insert(&OneTimeToken::from(&link)));
    link
}

/// Expired links of all users are purged in batches.
pub async fn expired_links_are_purged(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let living = emailed(&*store, &alice, 61).await;
    for (user, until) in [(&alice, 60), (&alice, -60), (&bob, 59)] {
        emailed(&*store, user, until).await;
    }
    for purged in [2, 1, 0] {
        assert_eq!(store.tokens().purge(later(60), 2).await.unwrap(), purged);
    }
    assert_eq!(store.tokens().list_links(alice.id).await.unwrap(), [living]);
    assert_eq!(store.tokens().list_links(bob.id).await.unwrap(), []);
}

/// Several servers purge the same links: each is deleted once, and counted once.
pub async fn parallel_link_purges_share_the_rows(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    for until in 0..60 {
        emailed(&*store, &user, until).await;
    }
    let purged = together((0..4).map(|_| {
        let store = store.clone();
        async move {
            let mut purged = 0;
            loop {
                match retry_conflicts(|| store.tokens().purge(later(60), 7)).await {
                    0 => return purged,
                    batch => purged += batch,
                }
            }
        }
    }))
    .await;
    assert_eq!(purged.into_iter().sum::<u64>(), 60);
}

/// The purge skips a locked link and does not wait for it. Only where transactions cannot run
/// concurrently, it waits for its turn.
pub async fn purge_skips_a_locked_link(store: Arc<dyn Store>) {
    /// Long enough for any answer, and no lock is awaited that long.
    const PATIENCE: Duration = Duration::from_secs(3);

    let user = register(&*store, "alice@example.com").await;
    let used = emailed(&*store, &user, 1).await;
    emailed(&*store, &user, 1).await;

    let mut work = store.begin().await.unwrap();
    assert!(work.tokens().consume(&used.token).await.unwrap());
    let side_by_side = timeout(PATIENCE, store.begin()).await.is_ok();
    if side_by_side {
        let purged = timeout(PATIENCE, store.tokens().purge(later(60), 10)).await;
        assert_eq!(purged.expect("it does not wait").unwrap(), 1);
    }
    drop(work);
    let left = if side_by_side { 1 } else { 2 };
    let purged = soon(|| store.tokens().purge(later(60), 10)).await;
    assert_eq!(purged, left, "the use was rolled back");
}
