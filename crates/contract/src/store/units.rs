//! Units of work: all of it, or nothing.

use std::sync::Arc;

use vestibule_domain::{InsertUserError, Store};

use super::samples::*;

/// What was committed is seen by everybody.
pub async fn a_committed_unit_is_there(store: Arc<dyn Store>) {
    let user = user("alice@example.com");
    let session = session(&user);
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&user, &hash("old")).await.unwrap();
    assert!(unit.insert_session(&session, &hash("old")).await.unwrap());
    unit.commit().await.unwrap();
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// What was not committed is seen by nobody, and stands in nobody's way.
pub async fn a_dropped_unit_never_was(store: Arc<dyn Store>) {
    let lost = user("alice@example.com");
    let session = session(&lost);
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&lost, &hash("old")).await.unwrap();
    assert!(unit.insert_session(&session, &hash("old")).await.unwrap());
    drop(unit);
    assert_eq!(store.find_credential(&lost.email).await.unwrap(), None);
    assert_eq!(find(&*store, &session).await, None);
    register(&*store, "alice@example.com").await;
}

/// Nothing of a unit stays that ended with a taken address.
pub async fn a_unit_that_met_a_taken_address_never_was(store: Arc<dyn Store>) {
    register(&*store, "alice@example.com").await;
    let bob = user("bob@example.com");
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&bob, &hash("old")).await.unwrap();
    let taken = unit
        .insert_user(&user("alice@example.com"), &hash("old"))
        .await;
    assert!(
        matches!(taken, Err(InsertUserError::EmailTaken)),
        "{taken:?}"
    );
    drop(unit);
    assert_eq!(store.find_credential(&bob.email).await.unwrap(), None);
    insert(&*store, &bob, &hash("old")).await;
}
