//! Units of work: all of it, or nothing.

use std::sync::Arc;

use vestibule_domain::{AuthEpoch, EmailError, Store, Unavailable, User};

use super::samples::*;

/// Committed data is visible to all.
pub async fn committed_transaction_is_visible(store: Arc<dyn Store>) {
    let user = user("alice@example.com");
    let session = session(&user);
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(&user, &hash("old")).await.unwrap();
    assert!(
        unit.sessions()
            .insert(&session, AuthEpoch::FIRST)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    assert_eq!(find(&*store, &session).await, Some((session, user)));
}

/// Uncommitted data is invisible to others and does not block them.
pub async fn dropped_transaction_is_rolled_back(store: Arc<dyn Store>) {
    let lost = user("alice@example.com");
    let session = session(&lost);
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(&lost, &hash("old")).await.unwrap();
    assert!(
        unit.sessions()
            .insert(&session, AuthEpoch::FIRST)
            .await
            .unwrap()
    );
    drop(unit);
    assert_eq!(
        store.users().find_credential(&lost.email).await.unwrap(),
        None
    );
    assert_eq!(find(&*store, &session).await, None);
    register(&*store, "alice@example.com").await;
}

/// Nothing of a unit stays that ended with a taken address.
pub async fn transaction_with_a_taken_address_is_rolled_back(store: Arc<dyn Store>) {
    register(&*store, "alice@example.com").await;
    let bob = user("bob@example.com");
    let mut unit = store.begin().await.unwrap();
    unit.users().insert(&bob, &hash("old")).await.unwrap();
    let taken = unit
        .users()
        .insert(&user("alice@example.com"), &hash("old"))
        .await;
    assert!(matches!(taken, Err(EmailError::EmailTaken)), "{taken:?}");
    drop(unit);
    assert_eq!(
        store.users().find_credential(&bob.email).await.unwrap(),
        None
    );
    insert(&*store, &bob, &hash("old")).await;
}

/// If a client must not learn that an address is taken, its email and event are stored all the same:
/// the transaction continues after the refusal, and only the user is missing.
pub async fn transaction_continues_after_a_taken_address(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let second = user("alice@example.com");
    assert!(!register_or_write(&*store, &second).await.unwrap());
    let found = store
        .users()
        .find_credential_by_id(second.id)
        .await
        .unwrap();
    assert_eq!(found, None);
    let events = store.events().list(second.id, 10).await.unwrap();
    assert_eq!(events.len(), 1);
    let queued = retry_conflicts(|| store.emails().claim(NOON, later(1))).await;
    assert_eq!(queued.map(|queued| queued.user_id), Some(Some(second.id)));
    assert_eq!(credential(&*store, &alice).await.user, alice);
}

/// Inserts the user, or else an event and an email, and tells which.
pub(crate) async fn register_or_write(store: &dyn Store, user: &User) -> Result<bool, Unavailable> {
    let mut unit = store.begin().await?;
    let inserted = match unit.users().insert(user, &hash("old")).await {
        Ok(()) => true,
        Err(EmailError::EmailTaken) => {
            unit.events().insert(&event(user, NOON)).await?;
            unit.emails().insert(&queued_email(user)).await?;
            false
        }
        Err(EmailError::Unavailable(error)) => return Err(error),
    };
    unit.commit().await.map(|()| inserted)
}
