//! Changes of address that are withdrawn: what belongs to later changes ends, also what is
//! being made at the same time.

use std::sync::Arc;

use vestibule_domain::{
    DeleteIf, EmailKind, Link, LinkPurpose, OneTimeToken, QueuedEmail, Store, TokenPurpose,
    Unavailable, User, VerifiedEmail,
};

use super::samples::*;

const UNDO: [TokenPurpose; 1] = [TokenPurpose::Link(LinkPurpose::UndoEmailChange)];
const REQUESTED: [EmailKind; 1] = [EmailKind::EmailChangeRequested];

fn undo_link(user: &User, email_changes: u32) -> Link {
    Link {
        email_changes,
        ..link(user, LinkPurpose::UndoEmailChange)
    }
}

fn warning(user: &User, email_changes: u32) -> QueuedEmail {
    QueuedEmail {
        kind: EmailKind::EmailChangeRequested,
        email_changes,
        ..queued_email(user)
    }
}

async fn move_to(store: &dyn Store, user: &User, proof: &VerifiedEmail) {
    retry_conflicts(|| async {
        let mut unit = store.begin().await?;
        let moved = unit.users().set_email(user.id, proof).await;
        moved.map_err(|error| Unavailable::new(error.to_string()))?;
        unit.commit().await
    })
    .await;
}

/// The count orders changes that happen within one second.
pub async fn email_changes_are_counted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    for (changes, address) in [(1, "a@example.com"), (2, "b@example.com")] {
        move_to(&*store, &alice, &proven(address, NOON)).await;
        assert_eq!(
            credential(&*store, &alice).await.user.email_changes,
            changes
        );
    }
    assert_eq!(credential(&*store, &bob).await.user.email_changes, 0);
}

/// Links of the same change and of earlier ones stay, and so do other users' links.
pub async fn undo_links_of_later_changes_are_deleted(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let links: Vec<_> = (0..4).map(|changes| undo_link(&alice, changes)).collect();
    let of_bob = undo_link(&bob, 3);
    for link in links.iter().chain([&of_bob]) {
        once!(store, unit => unit.tokens().insert(&OneTimeToken::from(link)));
    }
    let deleted = once!(store, unit => unit.tokens().delete_of(alice.id, &UNDO, 2));
    assert_eq!(deleted, 2);
    let mut left = store.tokens().list_links(alice.id).await.unwrap();
    left.sort_by_key(|link| link.email_changes);
    assert_eq!(left, links[..2]);
    assert_eq!(store.tokens().list_links(bob.id).await.unwrap(), [of_bob]);
}

/// An email is withdrawn by its user, its kind and the count of changes.
pub async fn waiting_emails_are_deleted_by_kind_and_change(store: Arc<dyn Store>) {
    let alice = register(&*store, "alice@example.com").await;
    let bob = register(&*store, "bob@example.com").await;
    let kept = [
        warning(&alice, 1),
        warning(&bob, 2),
        QueuedEmail {
            email_changes: 2,
            ..queued_email(&alice)
        },
    ];
    for queued in kept
        .iter()
        .chain([&warning(&alice, 2), &warning(&alice, 3)])
    {
        once!(store, unit => unit.emails().insert(queued));
    }
    for there_were in [2, 0] {
        let deleted = once!(store, unit => unit.emails().delete_of(alice.id, &REQUESTED, 2));
        assert_eq!(deleted, there_were);
    }
    for expected in &kept {
        let claimed = retry_conflicts(|| store.emails().claim(NOON, later(60)))
            .await
            .unwrap();
        assert_eq!(claimed.id, expected.id);
        assert_eq!(claimed.email_changes, expected.email_changes);
    }
}

/// An account is deleted only while its address is unverified, and only if it is no older.
pub async fn only_a_new_unverified_account_is_deleted(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let condition = DeleteIf::UnverifiedSince;
    assert!(!once!(store, unit => unit.users().delete(user.id, condition(later(1)))));
    let proof = proven("alice@example.com", NOON);
    assert!(once!(store, unit => unit.users().verify_email(user.id, &proof)));
    assert!(!once!(store, unit => unit.users().delete(user.id, condition(NOON))));
    let other = register(&*store, "bob@example.com").await;
    assert!(once!(store, unit => unit.users().delete(other.id, condition(NOON))));
    let left = store.users().find_credential_by_id(user.id).await.unwrap();
    assert!(left.is_some());
}

/// A worker makes the link of an email while the owner takes the change back: afterwards
/// neither the email nor its link is there, whichever came first.
pub async fn link_created_during_an_undo_does_not_survive_it(store: Arc<dyn Store>) {
    for round in 0..ROUNDS {
        let user = register(&*store, &format!("user{round}@example.com")).await;
        let waiting = warning(&user, 1);
        once!(store, unit => unit.emails().insert(&waiting));
        let made = undo_link(&user, 1);
        let race = (0..2).map(|runner| {
            let (store, user) = (store.clone(), user.clone());
            let (waiting, made) = (waiting.clone(), made.clone());
            async move {
                match runner {
                    0 => retry_conflicts(|| make_link(&*store, &waiting, &made)).await,
                    _ => retry_conflicts(|| take_back(&*store, &user)).await,
                }
            }
        });
        together(race).await;
        assert_eq!(
            store.tokens().list_links(user.id).await.unwrap(),
            [],
            "{round}"
        );
        let claimed = retry_conflicts(|| store.emails().claim(NOON, later(60))).await;
        assert_eq!(claimed, None, "round {round}");
    }
}

async fn make_link(
    store: &dyn Store,
    waiting: &QueuedEmail,
    link: &Link,
) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    unit.tokens().insert(&OneTimeToken::from(link)).await?;
    if unit.emails().set_link(waiting.id, &link.token).await? {
        unit.commit().await?;
    }
    Ok(())
}

async fn take_back(store: &dyn Store, user: &User) -> Result<(), Unavailable> {
    let mut unit = store.begin().await?;
    unit.users()
        .set_password(user.id, &hash("unusable"), NOON)
        .await?;
    unit.emails().delete_of(user.id, &REQUESTED, 1).await?;
    unit.tokens().delete_of(user.id, &UNDO, 1).await?;
    unit.commit().await
}
