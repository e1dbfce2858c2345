//! Events: what happened, for the person to read.

use std::sync::Arc;

use vestibule_domain::{DeleteIf, Event, EventKind, Store};

use super::samples::*;

async fn insert_event(store: &dyn Store, event: &Event) {
    once!(store, unit => unit.events().insert(event));
}

/// All that an event may have, and all that it may lack; the language is for emails.
pub async fn event_round_trips(store: Arc<dyn Store>) {
    for kind in EventKind::ALL {
        let user = register(&*store, &format!("{}@example.com", kind.as_str())).await;
        let bare = Event {
            kind,
            ..event(&user, NOON)
        };
        let full = Event {
            kind,
            client: known_client(),
            ..event(&user, later(1))
        };
        insert_event(&*store, &bare).await;
        insert_event(&*store, &full).await;
        let full = Event {
            client: known_client().reading(None),
            ..full
        };
        let listed = store.events().list(user.id, 10).await.unwrap();
        assert_eq!(listed, [full, bare]);
    }
}

/// The latest first, only one's own, and no more than wanted.
pub async fn own_events_are_listed_newest_first(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    assert_eq!(store.events().list(alice.id, 10).await.unwrap(), []);
    let at = |seconds| event(&alice, later(seconds));
    let (first, second, third) = (at(30), at(20), at(10));
    let about_nobody = Event {
        user_id: None,
        ..at(40)
    };
    for event in [&second, &third, &about_nobody, &first, &event(&bob, NOON)] {
        insert_event(&*store, event).await;
    }
    let listed = store.events().list(alice.id, 2).await.unwrap();
    assert_eq!(listed, [first.clone(), second.clone()]);
    let listed = store.events().list(alice.id, u32::MAX).await.unwrap();
    assert_eq!(listed, [first, second, third]);
}

/// That an account was deleted is known after it is gone.
pub async fn event_of_a_deleted_user_is_kept(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (before, deleted) = (event(&user, NOON), event(&user, later(60)));
    insert_event(&*store, &before).await;
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.users()
            .delete(user.id, DeleteIf::Exists)
            .await
            .unwrap()
    );
    unit.events().insert(&deleted).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(store.events().list(user.id, 10).await.unwrap(), [deleted]);
}

/// The new event takes the place of the old one, and there is one row as before.
pub async fn event_replaces_another_event(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (old, new) = (event(&user, NOON), event(&user, later(60)));
    insert_event(&*store, &old).await;
    for was_there in [true, false] {
        let replaced = once!(store, unit => unit.events().replace(old.id, &new));
        assert_eq!(replaced, was_there);
        let listed = store.events().list(user.id, 10).await.unwrap();
        assert_eq!(listed, std::slice::from_ref(&new));
    }
}

/// What did not happen is not told.
pub async fn event_of_a_rolled_back_transaction_is_not_stored(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let mut unit = store.begin().await.unwrap();
    unit.events().insert(&event(&user, NOON)).await.unwrap();
    drop(unit);
    assert_eq!(store.events().list(user.id, 10).await.unwrap(), []);
}
