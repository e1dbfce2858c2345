//! Invitations: read with their token, used once, purged after they expire.

use std::sync::Arc;

use vestibule_domain::{Invitation, OneTimeToken, OneTimeTokenHash, Store};

use super::samples::*;

fn invitation(number: u8, until: i64) -> Invitation {
    Invitation {
        token: OneTimeTokenHash::from_bytes([number; 32]),
        email: None,
        created_at: NOON,
        expires_at: later(until),
    }
}

async fn invite(store: &dyn Store, invitation: &Invitation) {
    once!(store, unit => unit.tokens().insert(&OneTimeToken::from(invitation)));
}

async fn find_invitation(store: &dyn Store, token: &OneTimeTokenHash) -> Option<Invitation> {
    let (token, owner) = store.tokens().find(token).await.unwrap()?;
    assert_eq!(owner, None);
    token.into_invitation()
}

/// With the address as it was spelled, or without one; whether it still works is decided by the
/// domain.
pub async fn invitation_round_trips(store: Arc<dyn Store>) {
    let for_alice = Invitation {
        email: Some(email("Älice@Example.com")),
        ..invitation(1, -60)
    };
    let for_anybody = invitation(2, 60);
    for invitation in [&for_alice, &for_anybody] {
        invite(&*store, invitation).await;
    }
    let found = find_invitation(&*store, &for_alice.token).await;
    let spelled = found.as_ref().and_then(|found| found.email.as_ref());
    assert_eq!(spelled.unwrap().as_str(), "Älice@Example.com");
    assert_eq!(found, Some(for_alice));
    let found = find_invitation(&*store, &for_anybody.token).await;
    assert_eq!(found, Some(for_anybody));
    let unknown = OneTimeTokenHash::from_bytes([3; 32]);
    assert_eq!(find_invitation(&*store, &unknown).await, None);
}

/// An account that was not made after all, since its address is taken, used nothing up.
pub async fn invitation_is_consumed_only_with_its_account(store: Arc<dyn Store>) {
    let invitation = invitation(1, 60);
    invite(&*store, &invitation).await;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.tokens().consume(&invitation.token).await.unwrap());
    drop(unit);
    for was_there in [true, false] {
        let used = once!(store, unit => unit.tokens().consume(&invitation.token));
        assert_eq!(used, was_there);
    }
    let found = find_invitation(&*store, &invitation.token).await;
    assert_eq!(found, None);
}

/// A link that was posted in a forum lets one in.
pub async fn one_of_parallel_uses_of_an_invitation_counts(store: Arc<dyn Store>) {
    let invitation = invitation(1, 60);
    invite(&*store, &invitation).await;
    let used = together((0..16).map(|_| {
        let (store, token) = (store.clone(), invitation.token);
        async move { once!(store, unit => unit.tokens().consume(&token)) }
    }))
    .await;
    assert_eq!(used.into_iter().filter(|used| *used).count(), 1);
}

/// Expired invitations are purged in batches.
pub async fn expired_invitations_are_purged(store: Arc<dyn Store>) {
    let living = invitation(4, 61);
    invite(&*store, &living).await;
    for (number, until) in [(1, 60), (2, -60), (3, 59)] {
        invite(&*store, &invitation(number, until)).await;
    }
    for purged in [2, 1, 0] {
        let now = later(60);
        assert_eq!(store.tokens().purge(now, 2).await.unwrap(), purged);
    }
    let found = find_invitation(&*store, &living.token).await;
    assert_eq!(found, Some(living));
}
