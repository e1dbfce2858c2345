//! Events that are old are purged as sessions are.

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;
use vestibule_domain::{DeleteIf, Event, Store, User};

use super::samples::*;

async fn insert_event(store: &dyn Store, user: &User, seconds: i64) -> Event {
    let event = event(user, later(seconds));
    once!(store, unit => unit.events().insert(&event));
    event
}

/// Old events are purged in batches, including those without a user.
pub async fn old_events_are_purged(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let gone = user("bob@example.com");
    let young = insert_event(&*store, &alice, 61).await;
    for (user, seconds) in [(&alice, 60), (&alice, -60), (&gone, 59)] {
        insert_event(&*store, user, seconds).await;
    }
    let about_nobody = Event {
        user_id: None,
        ..event(&alice, NOON)
    };
    once!(store, unit => unit.events().insert(&about_nobody));
    for purged in [3, 1, 0] {
        assert_eq!(store.events().purge(later(60), 3).await.unwrap(), purged);
    }
    assert_eq!(store.events().list(alice.id, 10).await.unwrap(), [young]);
    assert_eq!(store.events().list(gone.id, 10).await.unwrap(), []);
}

/// Several servers purge the same events: each is deleted once, and counted once.
pub async fn parallel_event_purges_share_the_rows(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    for seconds in 0..60 {
        insert_event(&*store, &user, seconds).await;
    }
    let purged = together((0..4).map(|_| {
        let store = store.clone();
        async move {
            let mut purged = 0;
            loop {
                match retry_conflicts(|| store.events().purge(later(60), 7)).await {
                    0 => return purged,
                    batch => purged += batch,
                }
            }
        }
    }))
    .await;
    assert_eq!(purged.into_iter().sum::<u64>(), 60);
}

/// While an account is deleted, with its events, the purge takes the others'. Only where no
/// unit can be beside another one, it waits for its turn as these do.
pub async fn purge_skips_a_locked_event(store: Arc<dyn Store>) {
    /// Long enough for any answer, and no lock is awaited that long.
    const PATIENCE: Duration = Duration::from_secs(3);

    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    insert_event(&*store, &alice, 1).await;
    insert_event(&*store, &bob, 1).await;

    let mut work = store.begin().await.unwrap();
    assert!(
        work.users()
            .delete(alice.id, DeleteIf::Exists)
            .await
            .unwrap()
    );
    let side_by_side = timeout(PATIENCE, store.begin()).await.is_ok();
    if side_by_side {
        let purged = timeout(PATIENCE, store.events().purge(later(60), 10)).await;
        assert_eq!(purged.expect("it does not wait").unwrap(), 1);
    }
    drop(work);
    let left = if side_by_side { 1 } else { 2 };
    let purged = soon(|| store.events().purge(later(60), 10)).await;
    assert_eq!(purged, left, "the deletion was rolled back");
}
