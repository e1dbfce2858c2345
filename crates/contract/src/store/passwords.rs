//! Passwords are replaced only where what was proven still holds.

use std::sync::Arc;

use vestibule_domain::{AuthEpoch, PasswordHash, Store, Unavailable, User};

use super::samples::*;

/// The new hash is there, and the time of the change.
pub async fn password_is_changed_at_the_current_epoch(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    assert!(change_password(&*store, &alice, AuthEpoch::FIRST, &hash("new"), later(60)).await);
    let changed = credential(&*store, &alice).await;
    assert_eq!(changed.password, hash("new"));
    assert_eq!(changed.user.password_changed_at, later(60));
    let other = credential(&*store, &bob).await;
    assert_eq!((other.password, other.user), (hash("old"), bob));
}

/// A password that was proven at another epoch may be another one now.
pub async fn password_change_at_another_epoch_is_refused(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let other = AuthEpoch::FIRST.next();
    assert!(!change_password(&*store, &user, other, &hash("new"), later(60)).await);
    let kept = credential(&*store, &user).await;
    assert_eq!((kept.password, kept.user), (hash("old"), user));
}

/// The new hash is there, and the password is as old as it was.
pub async fn expected_hash_is_replaced(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(renew_hash(&*store, &user, &hash("old"), &hash("renewed")).await);
    let renewed = credential(&*store, &user).await;
    assert_eq!((renewed.password, renewed.user), (hash("renewed"), user));
}

/// A renewed hash does not overwrite a password that was changed meanwhile.
pub async fn unexpected_hash_is_not_replaced(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(!renew_hash(&*store, &user, &hash("stale"), &hash("new")).await);
    let kept = credential(&*store, &user).await;
    assert_eq!((kept.password, kept.user), (hash("old"), user));
}

/// Salts and hashes are base64: case counts.
pub async fn hash_comparison_is_case_sensitive(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(!renew_hash(&*store, &user, &hash("OLD"), &hash("new")).await);
}

/// It was found, so it was replaced, though no byte is different.
pub async fn replacing_a_hash_by_itself_succeeds(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(renew_hash(&*store, &user, &hash("old"), &hash("old")).await);
}

/// An unknown user has no password.
pub async fn missing_user_has_no_hash_to_replace(store: Arc<dyn Store>) {
    let unknown = user("alice@example.com");
    assert!(!change_password(&*store, &unknown, AuthEpoch::FIRST, &hash("new"), NOON).await);
    assert!(!renew_hash(&*store, &unknown, &hash("old"), &hash("new")).await);
}

/// The owner of the mailbox chooses a new password without knowing the old one.
pub async fn password_hash_is_replaced_unconditionally(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for _ in 0..2 {
        let new = hash("new");
        assert!(once!(store, unit => unit.users().set_password(alice.id, &new, later(60))));
        let changed = credential(&*store, &alice).await;
        assert_eq!(changed.password, new);
        assert_eq!(changed.user.password_changed_at, later(60));
    }
    let other = credential(&*store, &bob).await;
    assert_eq!((other.password, other.user), (hash("old"), bob));
    let unknown = user("nobody@example.com");
    assert!(!once!(store, unit => unit.users().set_password(unknown.id, &hash("new"), NOON)));
}

/// There is room for 512 characters: a hash that was cut would lock its owner out.
pub async fn long_hash_is_stored_completely(store: Arc<dyn Store>) {
    let user = user("alice@example.com");
    let long = PasswordHash::new("x".repeat(512));
    insert(&*store, &user, &long).await;
    assert_eq!(credential(&*store, &user).await.password, long);
}

/// A login and a change with the old password run during a password reset: after all of them, only
/// the new password is valid.
pub async fn login_during_a_password_reset_opens_no_session(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let race = (0..4).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            async move {
                match runner {
                    0 => retry_conflicts(|| reset(&*store, &user)).await,
                    1 => {
                        let thiefs = hash("attacker's");
                        change_password(&*store, &user, AuthEpoch::FIRST, &thiefs, NOON).await;
                    }
                    _ => {
                        log_in(&*store, &session(&user), AuthEpoch::FIRST).await;
                    }
                }
            }
        });
        together(race).await;
        let left = list(&*store, &user).await;
        assert_eq!(left, [], "round {round}");
        let password = credential(&*store, &user).await.password;
        assert_eq!(password, hash("new"), "round {round}");
    }
}

async fn reset(store: &dyn Store, user: &User) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    assert!(
        unit.users()
            .set_password(user.id, &hash("new"), NOON)
            .await?
    );
    unit.sessions().delete_all(user.id, None).await?;
    unit.commit().await
}
