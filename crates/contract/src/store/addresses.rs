//! Addresses that prove themselves, and take the place of others.

use std::sync::Arc;

use vestibule_domain::{AuthEpoch, Store};

use super::{samples::*, units::register_or_write};

/// A verification applies to one address, in every spelling, and to one user.
pub async fn only_the_current_address_is_verified(store: Arc<dyn Store>) {
    let alice = register(&*store, "Alice@Example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for (address, is_hers) in [("bob@example.com", false), ("aLICE@example.com", true)] {
        let proof = proven(address, later(60));
        let verified = once!(store, unit => unit.users().verify_email(alice.id, &proof));
        assert_eq!(verified, is_hers, "{address}");
        let stored = credential(&*store, &alice).await.user;
        let verified_at = is_hers.then_some(later(60));
        assert_eq!(stored.email_verified_at, verified_at, "{address}");
        assert_eq!(stored.email.as_str(), "Alice@Example.com");
    }
    assert_eq!(credential(&*store, &bob).await.user, bob);
    let proof = proven("carol@example.com", NOON);
    let unknown = user("carol@example.com");
    assert!(!once!(store, unit => unit.users().verify_email(unknown.id, &proof)));
}

/// What was proven is proven once more, though no byte is different.
pub async fn repeated_verification_succeeds(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let proof = proven("alice@example.com", later(60));
    for _ in 0..2 {
        assert!(once!(store, unit => unit.users().verify_email(user.id, &proof)));
    }
}

/// It is shown as it was typed, found in every spelling, and proven; the old one is free.
pub async fn user_gets_a_new_address(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let proof = proven("Älice@Example.com", later(60));
    assert!(is_moved(&*store, &alice, &proof).await);
    let moved = alice.with(|user| {
        user.email = email("Älice@Example.com");
        user.email_verified_at = Some(later(60));
        user.auth_epoch = AuthEpoch::FIRST.next();
        user.email_changes = 1;
    });
    let found = store
        .users()
        .find_credential(&email("äLICE@example.COM"))
        .await;
    let found = found.unwrap().map(|found| found.user);
    assert_eq!(found.as_ref(), Some(&moved));
    let shown = found.map(|user| user.email.to_string());
    assert_eq!(shown.as_deref(), Some("Älice@Example.com"));
    assert_eq!(credential(&*store, &bob).await.user, bob);
    register(&*store, "alice@example.com").await;
}

/// Another spelling of one's own address is no conflict with oneself.
pub async fn user_changes_the_spelling_of_the_own_address(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    for spelling in ["Alice@Example.com", "Alice@Example.com"] {
        assert!(is_moved(&*store, &user, &proven(spelling, NOON)).await);
        let stored = credential(&*store, &user).await.user;
        assert_eq!(stored.email.as_str(), spelling);
    }
}

/// No user can take the address of another one, in any spelling.
pub async fn taken_address_is_refused(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let proof = proven("ALICE@example.com", later(60));
    assert!(!is_moved(&*store, &bob, &proof).await);
    assert_eq!(credential(&*store, &bob).await.user, bob);
    assert_eq!(credential(&*store, &alice).await.user, alice);
}

/// Sixteen people prove one address at once: it is a family's mailbox.
pub async fn one_of_parallel_changes_to_an_address_wins(store: Arc<dyn Store>) {
    let mut users = Vec::new();
    for number in 0..16 {
        users.push(register(&*store, &format!("user{number}@example.com")).await);
    }
    let moved = together(users.clone().into_iter().map(|user| {
        let store = store.clone();
        async move {
            let proof = proven("Family@example.com", later(60));
            let moved = is_moved(&*store, &user, &proof).await;
            moved.then_some(user.id)
        }
    }))
    .await;
    let winners: Vec<_> = moved.into_iter().flatten().collect();
    let owner = store
        .users()
        .find_credential(&email("family@example.com"))
        .await;
    let owner = owner.unwrap().map(|owner| owner.user.id);
    assert_eq!(winners, Vec::from_iter(owner));
    for user in users.into_iter().filter(|user| Some(user.id) != owner) {
        assert_eq!(credential(&*store, &user).await.user, user);
    }
}

/// One has an account and proves the address, the others register with it.
pub async fn email_change_during_registrations_leaves_one_owner(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let wanted = format!("wanted{round}@example.com");
        let won = together((0..4).map(|runner| {
            let (store, user, wanted) = (store.clone(), user.clone(), wanted.clone());
            async move {
                match runner {
                    0 => is_moved(&*store, &user, &proven(&wanted, NOON)).await,
                    _ => is_inserted(&*store, &super::samples::user(&wanted), &hash("new")).await,
                }
            }
        }))
        .await;
        let won = won.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1, "round {round}");
    }
}

/// A refused change still commits its email and its event.
pub async fn parallel_registrations_are_all_answered(store: Arc<dyn Store>) {
    let outcomes = together((0..16).map(|_| {
        let store = store.clone();
        async move {
            let user = user("alice@example.com");
            let inserted = retry_conflicts(|| register_or_write(&*store, &user)).await;
            (user.id, inserted)
        }
    }))
    .await;
    let won = outcomes.iter().filter(|(_, inserted)| *inserted).count();
    assert_eq!(won, 1);
    for (user, inserted) in outcomes {
        let events = store.events().list(user, 10).await.unwrap();
        assert_eq!(events.len(), usize::from(!inserted));
    }
    for _ in 0..15 {
        assert!(
            retry_conflicts(|| store.emails().claim(NOON, later(60)))
                .await
                .is_some()
        );
    }
    assert_eq!(
        retry_conflicts(|| store.emails().claim(NOON, later(60))).await,
        None
    );
}
