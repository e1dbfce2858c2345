//! Visits: a session remembers when it was last seen.

use std::sync::Arc;

use vestibule_domain::Store;

use super::samples::*;

/// Last seen at `unless_since` is long enough ago.
pub async fn a_visit_moves_last_seen_forward(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (visited, other) = (session(&user), session(&user));
    open(&*store, &visited).await;
    open(&*store, &other).await;
    assert!(touch(&*store, &visited, later(60), NOON).await);
    let expected = visited.with(|session| session.last_seen_at = later(60));
    assert_eq!(list(&*store, &user).await, [expected, other]);
}

/// Reading pages rarely writes.
pub async fn a_visit_soon_after_another_writes_nothing(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    assert!(!touch(&*store, &session, later(60), later(-1)).await);
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// A server whose clock is behind does not make a session look idle.
pub async fn a_clock_that_was_set_back_moves_nothing_back(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    assert!(!touch(&*store, &session, later(-60), later(-120)).await);
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// A slow request that ends after the logout leaves it at that.
pub async fn a_visit_does_not_bring_a_deleted_session_back(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let session = session(&user);
    open(&*store, &session).await;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.sessions().delete(user.id, session.id).await.unwrap());
    unit.commit().await.unwrap();
    assert!(!touch(&*store, &session, later(60), NOON).await);
    assert_eq!(find(&*store, &session).await, None);
}
