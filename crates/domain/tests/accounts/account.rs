use crate::accounts::by_password::{ByPassword, recent};
use std::{sync::Arc, time::Duration};

use vestibule_domain::{
    Client, Clock, Deletion, EmailKind, EventKind, LoggedIn, ManageAccount, Policy, ProofError,
    PurgeTask, SessionRequest,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, email, password, said};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const SECOND: Duration = Duration::from_secs(1);

fn with_grace() -> World {
    World::with_policy(Policy::default().with(|policy| {
        policy.deletion_grace = 7 * DAY;
        policy.attempts = None; // so that the purge counts no rate limits
        policy.sends_email = true;
    }))
}

async fn delete(world: &World, by: &LoggedIn) -> Deletion {
    let deleted = world
        .accounts
        .delete_account_with(&by.current, password(GOOD));
    deleted.await.unwrap()
}

async fn purge(world: &World) -> u64 {
    let purge_task = PurgeTask::new(Arc::clone(&world.accounts));
    purge_task.purge_batch().await.unwrap()
}

#[tokio::test]
async fn deletion_without_grace_is_immediate() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let elsewhere = world.log_in(ALICE, GOOD).await.unwrap();
    world.deliver().await;
    assert_eq!(delete(&world, &alice).await, Deletion::Done);
    assert!(!world.is_logged_in(&alice).await);
    assert!(!world.is_logged_in(&elsewhere).await);
    assert!(world.is_logged_in(&bob).await);
    assert!(world.log_in(ALICE, GOOD).await.is_err());
    assert_eq!(said(&world.deliver().await), [(ALICE, "account_deleted")]);
    let left = world.store.all_events().await;
    let about_alice = left
        .iter()
        .filter(|event| event.user_id == Some(alice.current.id));
    let kinds: Vec<_> = about_alice.map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::AccountDeleted]);
    world.register_alice().await;
}

#[tokio::test]
async fn deletion_without_the_password_is_refused() {
    let world = with_grace();
    let alice = world.register_alice().await;
    let refused = world
        .accounts
        .delete_account_with(&alice.current, password(NEW))
        .await;
    assert!(matches!(refused, Err(ProofError::WrongPassword)));
    assert!(world.is_logged_in(&alice).await);
    assert_eq!(world.user(ALICE).await.unwrap().deletion_due_at, None);
}

#[tokio::test]
async fn login_within_the_grace_period_keeps_the_account() {
    let world = with_grace();
    let alice = world.register_alice().await;
    let due_at = world.clock.now() + 7 * DAY;
    assert_eq!(delete(&world, &alice).await, Deletion::Due(due_at));
    assert!(!world.is_logged_in(&alice).await);
    let messages = world.deliver().await;
    assert_eq!(said(&messages), [(ALICE, "deletion_scheduled")]);

    world.clock.advance(7 * DAY - SECOND);
    assert_eq!(purge(&world).await, 0);
    assert!(world.log_in(ALICE, NEW).await.is_err());
    let stored = world.user(ALICE).await.unwrap();
    assert_eq!(
        stored.deletion_due_at,
        Some(due_at),
        "a wrong password does not cancel the deletion"
    );
    let back = world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(back.current.deletion_due_at, None);
    assert!(back.cancelled_deletion);
    let messages = world.deliver().await;
    let expected = [(ALICE, "deletion_cancelled"), (ALICE, "new_browser")];
    assert_eq!(said(&messages), expected);
    world.clock.advance(DAY);
    assert_eq!(purge(&world).await, 0);
    assert!(world.is_logged_in(&back).await);
    assert_eq!(world.count(EventKind::DeletionCancelled).await, 1);
    let again = world.log_in(ALICE, GOOD).await.unwrap();
    assert!(!again.cancelled_deletion);
}

#[tokio::test]
async fn account_is_deleted_after_the_grace_period() {
    let world = with_grace();
    let alice = world.register_alice().await;
    delete(&world, &alice).await;
    world.deliver().await;
    world.clock.advance(7 * DAY);
    assert_eq!(purge(&world).await, 1);
    assert_eq!(purge(&world).await, 0);
    assert_eq!(world.user(ALICE).await, None);
    assert_eq!(said(&world.deliver().await), [(ALICE, "account_deleted")]);
    assert_eq!(world.count(EventKind::AccountDeleted).await, 1);
}

#[tokio::test]
async fn login_before_the_purge_keeps_an_account_that_is_due() {
    let world = with_grace();
    let alice = world.register_alice().await;
    delete(&world, &alice).await;
    world.clock.advance(8 * DAY);
    let back = world.log_in(ALICE, GOOD).await.unwrap();
    assert_eq!(purge(&world).await, 0);
    assert!(world.is_logged_in(&back).await);
}

#[tokio::test]
async fn export_contains_all_stored_data_and_no_secret() {
    let world = World::with_email();
    let request = SessionRequest {
        client: Client::new(Some([192, 0, 2, 1].into()), Some("Browser of Alice")),
        ..Default::default()
    };
    let alice = world.register(ALICE, request).await;
    world.register(BOB, SessionRequest::default()).await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    let other = world.log_in(ALICE, GOOD).await.unwrap();
    let export = world
        .accounts
        .export_account(&recent(&alice.current))
        .await
        .unwrap();
    assert_eq!(export.user.email, email(ALICE));
    assert_eq!(export.sessions.len(), 2);
    assert_eq!(export.links.len(), 1);
    let kinds: Vec<_> = export.events.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&EventKind::Registered));
    assert!(kinds.contains(&EventKind::LoggedIn));
    assert!(
        export
            .events
            .iter()
            .all(|event| event.user_id == Some(alice.current.id))
    );
    assert_eq!(world.count(EventKind::DataExported).await, 1);

    let printed = format!("{export:?}");
    for secret in [link.expose(), alice.token.expose(), other.token.expose()] {
        assert!(!printed.contains(secret.as_str()));
    }
    assert!(!printed.contains("$cheap$"), "not even a hash");
}
