//! Visits: a session remembers when it was last seen.

use std::sync::Arc;

use vestibule_domain::Store;

use super::samples::*;

/// Last seen at `unless_since` is long enough ago.
pub async fn visit_updates_last_seen(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (visited, other) = (session(&user), session(&user));
    open(&*store, &visited).await;
    open(&*store, &other).await;
    assert!(touch(&*store, &visited, later(60), NOON).await);
    let expected = visited.with(|session| session.last_seen_at = later(60));
    assert_eq!(list(&*store, &user).await, [expected, other]);
}

/// Reading pages rarely writes.
pub async fn visit_soon_after_another_writes_no_row(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    assert!(!touch(&*store, &session, later(60), later(-1)).await);
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// A server whose clock is behind does not make a session look idle.
pub async fn clock_set_back_does_not_move_timestamps_back(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    assert!(!touch(&*store, &session, later(-60), later(-120)).await);
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// A slow request that ends after the logout leaves it at that.
pub async fn last_seen_update_does_not_restore_a_deleted_session(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.sessions().delete(user.id, session.id).await.unwrap());
    unit.commit().await.unwrap();
    assert!(!touch(&*store, &session, later(60), NOON).await);
    assert_eq!(find(&*store, &session).await, None);
}
