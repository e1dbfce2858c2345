//! Users, and what makes two addresses one.

use std::sync::Arc;

use vestibule_domain::{Credential, EmailError, Store};

use super::samples::*;

/// A registered user is found by address and by identifier, with all values.
pub async fn new_user_is_found_with_the_registered_data(store: Arc<dyn Store>) {
    let user = user("Alice.Ærlig@Example.com").with(|user| {
        user.email_verified_at = Some(later(1));
        user.password_changed_at = later(2);
        user.created_at = later(3);
        user.deletion_due_at = Some(later(4));
    });
    insert(&*store, &user, &hash("alice")).await;
    let expected = Some(Credential::new(user.clone(), hash("alice")));
    let by_address = store.users().find_credential(&user.email).await.unwrap();
    assert_eq!(by_address, expected);
    let shown = by_address.map(|found| found.user.email.to_string());
    assert_eq!(
        shown.as_deref(),
        Some("Alice.Ærlig@Example.com"),
        "as it was typed"
    );
    assert_eq!(
        store.users().find_credential_by_id(user.id).await.unwrap(),
        expected
    );
}

/// Pairs of spellings of one address.
const SPELLINGS: [(&str, &str); 4] = [
    ("Alice@Example.com", "aLICE@eXAMPLE.COM"),
    ("bob@example.com", "ｂｏｂ@ｅｘａｍｐｌｅ.com"),
    ("carol@bücher.example", "carol@xn--bcher-kva.example"),
    ("andr\u{e9}@example.com", "andre\u{301}@example.com"),
];

/// Upper case, full-width letters, domains in their ASCII form and composed letters make no
/// other address.
pub async fn address_is_found_in_every_spelling(store: Arc<dyn Store>) {
    for (registered, typed) in SPELLINGS {
        let user = register(&*store, registered).await;
        let found = store.users().find_credential(&email(typed)).await.unwrap();
        assert_eq!(found.map(|found| found.user), Some(user), "{typed}");
    }
}

/// Who did not register is not found.
pub async fn unknown_address_matches_no_user(store: Arc<dyn Store>) {
    register(&*store, "alice@example.com").await;
    let other = user("bob@example.com");
    assert_eq!(
        store.users().find_credential(&other.email).await.unwrap(),
        None
    );
    assert_eq!(
        store.users().find_credential_by_id(other.id).await.unwrap(),
        None
    );
}

/// An address has one account, however it is spelled.
pub async fn second_account_for_an_address_is_refused_in_every_spelling(store: Arc<dyn Store>) {
    for (registered, typed) in SPELLINGS {
        let first = register(&*store, registered).await;
        let mut unit = store.begin().await.unwrap();
        let second = unit.users().insert(&user(typed), &hash("second")).await;
        assert!(
            matches!(second, Err(EmailError::EmailTaken)),
            "{typed}: {second:?}"
        );
        drop(unit);
        let kept = credential(&*store, &first).await;
        assert_eq!(kept.password, hash("old"), "{typed}");
    }
}

/// Accents, dotless letters and ligatures distinguish addresses, although many database collations
/// treat them as equal: a user who registers `mıke@…` must not get the email, or the account, of
/// `mike@…`.
pub async fn similar_looking_addresses_are_different_users(store: Arc<dyn Store>) {
    let alike = [
        "mike@example.com",
        "mıke@example.com",
        "míke@example.com",
        "mi.ke@example.com",
        "mike+@example.com",
        "strasse@example.com",
        "straße@example.com",
        "aeon@example.com",
        "æon@example.com",
        "и@example.com",
        "й@example.com",
    ];
    let mut users = Vec::new();
    for address in alike {
        users.push(register(&*store, address).await);
    }
    for user in users {
        let found = store.users().find_credential(&user.email).await.unwrap();
        assert_eq!(
            found.map(|found| found.user.id),
            Some(user.id),
            "{}",
            user.email
        );
    }
}

/// 254 characters, of four bytes each where they are shown.
pub async fn longest_address_is_stored_completely(store: Arc<dyn Store>) {
    let label = "𝐛".repeat(61);
    let longest = format!("{}@{label}.{label}.{label}.com", "𝐚".repeat(64));
    assert_eq!(longest.chars().count(), 254);
    let user = register(&*store, &longest).await;
    let found = credential(&*store, &user).await;
    assert_eq!(found.user.email.as_str(), longest);
    assert_eq!(found.user.email, user.email);
}
