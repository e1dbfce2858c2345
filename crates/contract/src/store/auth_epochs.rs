//! Each change of what proves a user raises the epoch, in the statement that changes it.

use std::sync::Arc;

use vestibule_domain::{AuthEpoch, Store, Unavailable, User};

use super::samples::*;

async fn epoch(store: &dyn Store, user: &User) -> AuthEpoch {
    credential(store, user).await.user.auth_epoch
}

/// Password, address, and whether the account is disabled; no other user's epoch is raised.
pub async fn each_change_of_a_credential_raises_the_epoch(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    assert_eq!(epoch(&*store, &alice).await, AuthEpoch::FIRST);
    let (new, moved) = (hash("new"), proven("other@example.com", NOON));
    for number in 0..5 {
        let before = epoch(&*store, &alice).await;
        let changed = match number {
            0 => change_password(&*store, &alice, before, &new, NOON).await,
            1 => once!(store, unit => unit.users().set_password(alice.id, &new, NOON)),
            2 => is_moved(&*store, &alice, &moved).await,
            3 => once!(store, unit => unit.users().set_disabled(alice.id, Some(NOON))),
            _ => once!(store, unit => unit.users().set_disabled(alice.id, None)),
        };
        assert!(changed, "{number}");
        assert_eq!(epoch(&*store, &alice).await, before.next(), "{number}");
        assert!(!log_in(&*store, &session(&alice), before).await, "{number}");
    }
    let now = epoch(&*store, &alice).await;
    assert!(log_in(&*store, &session(&alice), now).await);
    assert_eq!(epoch(&*store, &bob).await, AuthEpoch::FIRST);
}

/// The same password, the same address, counts and deadlines prove as much as before.
pub async fn only_credential_changes_raise_the_epoch(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    assert!(renew_hash(&*store, &alice, &hash("old"), &hash("renewed")).await);
    let verified = proven("alice@example.com", NOON);
    assert!(once!(store, unit => unit.users().verify_email(alice.id, &verified)));
    once!(store, unit => unit.users().count_failure(&alice.email));
    once!(store, unit => unit.users().reset_failures(alice.id));
    assert!(once!(store, unit => unit.users().schedule_deletion(alice.id, Some(later(60)))));
    assert!(once!(store, unit => unit.users().hold_auth_epoch(alice.id, AuthEpoch::FIRST)));
    assert_eq!(epoch(&*store, &alice).await, AuthEpoch::FIRST);
}

/// An epoch that is not the stored one, or of no user, cannot be held.
pub async fn only_the_stored_epoch_can_be_held(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let other = AuthEpoch::FIRST.next();
    assert!(!once!(store, unit => unit.users().hold_auth_epoch(alice.id, other)));
    let unknown = user("bob@example.com");
    assert!(!once!(store, unit => unit.users().hold_auth_epoch(unknown.id, AuthEpoch::FIRST)));
}

/// What is done at an epoch that is held is there when a parallel change of the credential looks,
/// or is not done: an undo of a change of address withdraws all that a attacker asked for.
pub async fn work_at_a_held_epoch_is_completed_before_or_after_a_change(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let race = (0..4).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            async move {
                match runner {
                    0 => retry_conflicts(|| take_back(&*store, &user)).await,
                    _ => retry_conflicts(|| visit_at_held_epoch(&*store, &user)).await,
                }
            }
        });
        together(race).await;
        assert_eq!(list(&*store, &user).await, [], "round {round}");
    }
}

async fn take_back(store: &dyn Store, user: &User) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    let moved = proven(&format!("new-{}", user.email), NOON);
    match unit.users().set_email(user.id, &moved).await {
        Ok(()) => {}
        Err(vestibule_domain::EmailError::Unavailable(error)) => return Err(error),
        Err(error) => panic!("{error}"),
    }
    unit.sessions().delete_all(user.id, None).await?;
    unit.commit().await
}

/// Two statements: the epoch may be raised between them only if it is not held.
async fn visit_at_held_epoch(store: &dyn Store, user: &User) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    let first = AuthEpoch::FIRST;
    if unit.users().hold_auth_epoch(user.id, first).await? {
        assert!(unit.sessions().insert(&session(user), first).await?);
    }
    unit.commit().await
}
