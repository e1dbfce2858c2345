//! Password hashes are replaced only by who knows what they are.

use std::sync::Arc;

use vestibule_domain::{PasswordHash, Store};

use super::samples::*;

/// The new hash is there, and the time of the change.
pub async fn the_expected_hash_is_replaced(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    assert!(change_password(&*store, &alice, &hash("old"), &hash("new"), later(60)).await);
    let changed = credential(&*store, &alice).await;
    assert_eq!(changed.password, hash("new"));
    assert_eq!(changed.user.password_changed_at, later(60));
    let other = credential(&*store, &bob).await;
    assert_eq!((other.password, other.user), (hash("old"), bob));
}

/// A renewed hash does not overwrite a password that was changed meanwhile.
pub async fn another_hash_than_expected_is_left(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(!change_password(&*store, &user, &hash("stale"), &hash("new"), later(60)).await);
    let kept = credential(&*store, &user).await;
    assert_eq!((kept.password, kept.user), (hash("old"), user));
}

/// Salts and hashes are base64: case counts.
pub async fn a_hash_that_differs_in_case_is_another(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(!change_password(&*store, &user, &hash("OLD"), &hash("new"), later(60)).await);
    assert!(!log_in(&*store, &session(&user), &hash("OLD")).await);
}

/// It was found, so it was replaced, though no byte is different.
pub async fn replacing_a_hash_by_itself_counts(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    assert!(change_password(&*store, &user, &hash("old"), &hash("old"), NOON).await);
}

/// An unknown user has no password.
pub async fn nobody_has_no_hash_to_replace(store: Arc<dyn Store>) {
    let nobody = user("alice@example.com");
    assert!(!change_password(&*store, &nobody, &hash("old"), &hash("new"), NOON).await);
}

/// There is room for 512 characters: a hash that was cut would lock its owner out.
pub async fn a_long_hash_is_kept_whole(store: Arc<dyn Store>) {
    let user = user("alice@example.com");
    let long = PasswordHash::new("x".repeat(512));
    insert(&*store, &user, &long).await;
    assert_eq!(credential(&*store, &user).await.password, long);
}
