//! Accounts that come from elsewhere, and how all of them are read.

use std::sync::Arc;

use vestibule_domain::{Credential, Store};

use super::samples::*;

/// An account with everything that there may be.
fn imported(address: &str) -> Credential {
    Credential::new(
        user(address).with(|user| {
            user.email_verified_at = Some(later(1));
            user.password_changed_at = later(2);
            user.created_at = later(3);
            user.deletion_due_at = Some(later(4));
            user.disabled_at = Some(later(5));
        }),
        hash("imported"),
    )
    .with(|credential| {
        credential.failures = 6;
        credential.device_epoch = u32::MAX;
    })
}

async fn is_imported(store: &dyn Store, credential: &Credential) -> bool {
    once!(store, unit => unit.users().insert_credential(credential))
}

/// Nothing is lost.
pub async fn imported_account_keeps_its_data(store: Arc<dyn Store>) {
    let alice = imported("Alice@Example.com");
    assert!(is_imported(&*store, &alice).await);
    assert_eq!(credential(&*store, &alice.user).await, alice);
}

/// By its identifier, or by its address in any spelling. What else is in the unit is done.
pub async fn existing_account_is_unchanged_and_the_transaction_continues(store: Arc<dyn Store>) {
    let alice = imported("alice@example.com");
    assert!(is_imported(&*store, &alice).await);
    let same_address = imported("ALICE@example.com");
    let mut same_id = imported("mallory@example.com");
    same_id.user.id = alice.user.id;
    let bob = imported("bob@example.com");
    let mut unit = store.begin().await.unwrap();
    for (other, is_new) in [
        (&alice, false),
        (&same_address, false),
        (&same_id, false),
        (&bob, true),
    ] {
        let inserted = unit.users().insert_credential(other).await.unwrap();
        assert_eq!(inserted, is_new, "{}", other.user.email);
    }
    unit.commit().await.unwrap();
    assert_eq!(credential(&*store, &alice.user).await, alice);
    assert_eq!(credential(&*store, &bob.user).await, bob);
    let all = store.users().list_credentials(None, 9).await.unwrap();
    assert_eq!(all, [alice, bob]);
}

/// Two operators begin the same import at once.
pub async fn one_of_parallel_imports_of_an_account_counts(store: Arc<dyn Store>) {
    let alice = imported("alice@example.com");
    let race = (0..16).map(|_| {
        let (store, alice) = (store.clone(), alice.clone());
        async move { is_imported(&*store, &alice).await }
    });
    let counted = together(race).await.into_iter().filter(|counts| *counts);
    assert_eq!(counted.count(), 1);
}

/// In the order of their identifiers, none twice and none left out.
pub async fn accounts_are_listed_page_by_page(store: Arc<dyn Store>) {
    let mut everybody = Vec::new();
    for number in [3, 1, 4, 2, 5] {
        let user = imported(&format!("user{number}@example.com"));
        assert!(is_imported(&*store, &user).await);
        everybody.push(user);
    }
    everybody.sort_by_key(|known| known.user.id);
    let mut listed = Vec::<Credential>::new();
    loop {
        let last = listed.last().map(|known| known.user.id);
        let page = store.users().list_credentials(last, 2).await.unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 2);
        listed.extend(page);
    }
    assert_eq!(listed, everybody);
}
