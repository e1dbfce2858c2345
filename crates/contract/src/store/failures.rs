//! Wrong passwords, and what the owner of the mailbox sets back.

use std::sync::Arc;

use vestibule_domain::Store;

use super::samples::*;

/// Failures count by the address in every spelling; an address without an account has no effect.
pub async fn wrong_passwords_are_counted_and_cleared(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for address in [
        "alice@example.com",
        "ALICE@example.com",
        "nobody@example.com",
    ] {
        let address = email(address);
        once!(store, unit => unit.users().count_failure(&address));
    }
    assert_eq!(credential(&*store, &alice).await.failures, 2);
    assert_eq!(credential(&*store, &bob).await.failures, 0);
    once!(store, unit => unit.users().reset_failures(alice.id));
    assert_eq!(credential(&*store, &alice).await.failures, 0);
}

/// A password reset clears the count.
pub async fn password_reset_clears_failures_and_known_browsers(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    once!(store, unit => unit.users().count_failure(&alice.email));
    for epoch in 1..3 {
        once!(store, unit => unit.users().set_password(alice.id, &hash("new"), NOON));
        let known = credential(&*store, &alice).await;
        assert_eq!((known.failures, known.device_epoch), (0, epoch));
    }
}

/// It is the same password.
pub async fn rehash_keeps_failures_and_known_browsers(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    once!(store, unit => unit.users().count_failure(&alice.email));
    let (old, new) = (hash("old"), hash("new"));
    assert!(renew_hash(&*store, &alice, &old, &new).await);
    let known = credential(&*store, &alice).await;
    assert_eq!((known.failures, known.device_epoch), (1, 0));
}

/// A counter that is read and then written loses some (CVE-2019-5421).
pub async fn parallel_wrong_passwords_are_all_counted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let counting = (0..20).map(|_| {
        let (store, address) = (store.clone(), alice.email.clone());
        async move {
            retry_conflicts(|| async {
                let mut unit = store.begin().await?;
                unit.users().count_failure(&address).await?;
                unit.commit().await
            })
            .await;
        }
    });
    together(counting).await;
    assert_eq!(credential(&*store, &alice).await.failures, 20);
}
