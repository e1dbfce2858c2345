//! Emails that wait: taken one at a time, kept until they are sent.

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;
use vestibule_domain::{
    Client, EmailId, EmailKind, OneTimeTokenHash, QueuedEmail, Store, Timestamp,
};

use super::samples::*;

/// How long a claim on an email lasts in the samples.
const LEASE: i64 = 120;

async fn written(store: &dyn Store, queued: &QueuedEmail) {
    once!(store, unit => unit.emails().insert(queued));
}

/// Claims an email as a mail worker does at that time.
async fn claim(store: &dyn Store, now: Timestamp) -> Option<QueuedEmail> {
    retry_conflicts(|| store.emails().claim(now, later_than(now, LEASE))).await
}

async fn claimed_id(store: &dyn Store, now: Timestamp) -> Option<EmailId> {
    claim(store, now).await.map(|queued| queued.id)
}

/// An email with all optional values, and one without; unauthenticated clients may enter any
/// address.
pub async fn email_round_trips(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    for (second, kind) in (0..).zip(EmailKind::ALL) {
        let bare = QueuedEmail {
            kind,
            to: email("Stránger@Example.org"),
            user_id: None,
            created_at: later(second * 2),
            ..queued_email(&user)
        };
        let full = QueuedEmail {
            kind,
            other_email: Some(email("Öther@Example.org")),
            client: known_client(),
            created_at: later(second * 2 + 1),
            ..queued_email(&user)
        };
        written(&*store, &bare).await;
        written(&*store, &full).await;
        for expected in [bare, full] {
            let now = expected.created_at;
            let found = claim(&*store, now).await.unwrap();
            assert_eq!(found.to.as_str(), expected.to.as_str());
            let shown = |queued: &QueuedEmail| queued.other_email.as_ref().map(ToString::to_string);
            assert_eq!(shown(&found), shown(&expected));
            let attempts = 1;
            assert_eq!(
                found,
                QueuedEmail {
                    attempts,
                    ..expected
                }
            );
            assert!(once!(store, unit => unit.emails().delete(found.id)));
        }
    }
}

/// A long address, and a client that says little.
pub async fn email_to_the_longest_address_is_stored(store: Arc<dyn Store>) {
    let label = "𝐛".repeat(61);
    let longest = format!("{}@{label}.{label}.{label}.com", "𝐚".repeat(64));
    let user = register(&*store, "alice@example.com").await;
    let queued = QueuedEmail {
        to: email(&longest),
        other_email: Some(email(&longest)),
        client: Client::new(None, Some("")),
        ..queued_email(&user)
    };
    written(&*store, &queued).await;
    let found = claim(&*store, NOON).await.unwrap();
    assert_eq!(found.to.as_str(), longest);
    assert_eq!(
        found,
        QueuedEmail {
            attempts: 1,
            ..queued
        }
    );
}

/// The email that waits longest is claimed first, and none before it is due.
pub async fn emails_are_claimed_in_due_order(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let written_at = |seconds| QueuedEmail {
        created_at: later(seconds),
        ..queued_email(&user)
    };
    let (third, first, second) = (written_at(30), written_at(10), written_at(20));
    for queued in [&third, &first, &second] {
        written(&*store, queued).await;
    }
    assert_eq!(claimed_id(&*store, later(9)).await, None);
    for queued in [first, second] {
        assert_eq!(claimed_id(&*store, later(29)).await, Some(queued.id));
    }
    assert_eq!(claimed_id(&*store, later(29)).await, None);
    assert_eq!(claimed_id(&*store, later(30)).await, Some(third.id));
}

/// A server that took an email and died does not keep it.
pub async fn email_is_claimable_again_after_the_lease(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let queued = queued_email(&user);
    written(&*store, &queued).await;
    for attempts in 1..4 {
        let now = later(LEASE * i64::from(attempts));
        let claimed = claim(&*store, now).await;
        assert_eq!(
            claimed,
            Some(QueuedEmail {
                attempts,
                ..queued.clone()
            })
        );
        assert_eq!(claim(&*store, later_than(now, LEASE - 1)).await, None);
    }
}

/// An email that is sent again has the same link.
pub async fn email_keeps_its_link(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (linked, other) = (queued_email(&user), queued_email(&user));
    written(&*store, &linked).await;
    written(&*store, &other).await;
    let token = OneTimeTokenHash::from_bytes([0xC3; 32]);
    assert!(once!(store, unit => unit.emails().set_link(linked.id, &token)));
    for _ in 0..2 {
        let found = claim(&*store, NOON).await.unwrap();
        let expected = (found.id == linked.id).then_some(token);
        assert_eq!(found.link, expected);
    }
    assert!(once!(store, unit => unit.emails().delete(linked.id)));
    assert!(!once!(store, unit => unit.emails().set_link(linked.id, &token)));
}

/// An email that could not be sent waits; nothing else of it changes.
pub async fn email_is_postponed(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let queued = queued_email(&user);
    written(&*store, &queued).await;
    assert_eq!(claimed_id(&*store, NOON).await, Some(queued.id));
    assert!(once!(store, unit => unit.emails().postpone(queued.id, 1, later(600))));
    assert_eq!(claim(&*store, later(599)).await, None);
    let again = claim(&*store, later(600)).await;
    assert_eq!(
        again,
        Some(QueuedEmail {
            attempts: 2,
            ..queued
        })
    );
}

/// A worker whose claim expired and was taken over cannot change the email.
pub async fn only_the_holder_of_the_lease_postpones_an_email(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let queued = queued_email(&user);
    written(&*store, &queued).await;
    assert_eq!(claimed_id(&*store, NOON).await, Some(queued.id));
    assert_eq!(claimed_id(&*store, later(LEASE)).await, Some(queued.id));
    assert!(!once!(store, unit => unit.emails().postpone(queued.id, 1, later(9_999))));
    let due_again = later(2 * LEASE);
    assert_eq!(claimed_id(&*store, due_again).await, Some(queued.id));
    assert!(once!(store, unit => unit.emails().delete(queued.id)));
    assert!(!once!(store, unit => unit.emails().postpone(queued.id, 3, NOON)));
}

/// A sent email is not claimed again.
pub async fn email_is_deleted(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let (sent, other) = (queued_email(&user), queued_email(&user));
    written(&*store, &sent).await;
    written(&*store, &other).await;
    for was_there in [true, false] {
        assert_eq!(
            once!(store, unit => unit.emails().delete(sent.id)),
            was_there
        );
    }
    assert_eq!(claimed_id(&*store, NOON).await, Some(other.id));
    assert_eq!(claimed_id(&*store, NOON).await, None);
}

/// An email of a transaction that was rolled back is never sent.
pub async fn email_of_a_rolled_back_transaction_is_never_claimed(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let mut unit = store.begin().await.unwrap();
    unit.emails().insert(&queued_email(&user)).await.unwrap();
    drop(unit);
    assert_eq!(claim(&*store, later(9_999)).await, None);
}

/// Sixteen servers poll at once; none claims an email that another one claimed.
pub async fn one_of_parallel_workers_claims_an_email(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    written(&*store, &queued_email(&user)).await;
    let claimed = together((0..16).map(|_| {
        let store = store.clone();
        async move { claim(&*store, NOON).await }
    }))
    .await;
    assert_eq!(claimed.into_iter().flatten().count(), 1);
}

/// Until nothing is due any more, each of them takes what no other one has.
pub async fn parallel_workers_share_the_emails(store: Arc<dyn Store>) {
    let user = register(&*store, "alice@example.com").await;
    let mut expected = Vec::new();
    for _ in 0..40 {
        let queued = queued_email(&user);
        written(&*store, &queued).await;
        expected.push(queued.id);
    }
    let claimed = together((0..4).map(|_| {
        let store = store.clone();
        async move {
            let mut claimed = Vec::new();
            while let Some(queued) = claim(&*store, NOON).await {
                claimed.push(queued.id);
            }
            claimed
        }
    }))
    .await;
    let mut claimed: Vec<_> = claimed.into_iter().flatten().collect();
    claimed.sort();
    assert_eq!(claimed, expected);
}

/// A locked email is skipped, and the next one is claimed. Only where transactions cannot run
/// concurrently, the mail worker waits for its turn.
pub async fn locked_email_is_skipped(store: Arc<dyn Store>) {
    /// Long enough for any answer, and no lock is awaited that long.
    const PATIENCE: Duration = Duration::from_secs(3);

    let user = register(&*store, "alice@example.com").await;
    let busy = queued_email(&user);
    let free = QueuedEmail {
        created_at: later(1),
        ..queued_email(&user)
    };
    written(&*store, &busy).await;
    written(&*store, &free).await;

    let mut work = store.begin().await.unwrap();
    assert!(
        work.emails()
            .postpone(busy.id, 0, later(9_999))
            .await
            .unwrap()
    );
    if timeout(PATIENCE, store.begin()).await.is_ok() {
        let claimed = timeout(PATIENCE, claimed_id(&*store, later(1))).await;
        assert_eq!(claimed.expect("it does not wait"), Some(free.id));
        if let Err(error) = work.commit().await {
            assert!(error.is_conflict(), "{error:?}");
            assert!(once!(store, unit => unit.emails().postpone(busy.id, 0, later(9_999))));
        }
    } else {
        work.commit().await.unwrap();
        assert_eq!(claimed_id(&*store, later(1)).await, Some(free.id));
    }
    assert_eq!(claimed_id(&*store, later(1)).await, None);
}
