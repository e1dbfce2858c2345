use crate::accounts::by_password::{ByPassword, recent};
use crate::accounts::by_token::ByToken;
use std::collections::BTreeSet;

use vestibule_domain::{
    ChangePassword, ChangePasswordError, Client, EmailKind, EventKind, LinkPurpose, ManageAccount,
    MoveError, SessionRequest, VerifyEmail,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, email, password};

fn kinds_of(events: &[vestibule_domain::Event]) -> Vec<&'static str> {
    let mut kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds
}

/// The events that were stored since, which must be those that the sinks received.
async fn since(world: &World, before: usize) -> Vec<&'static str> {
    let stored = kinds_of(&world.store.all_events().await);
    let heard = world.heard.events();
    assert_eq!(stored, kinds_of(&heard), "sinks hear what is stored");
    kinds_of(&heard[before..])
}

#[tokio::test]
async fn each_operation_records_its_event() {
    let world = World::with_email();
    let (accounts, nowhere) = (&world.accounts, Client::default());
    let mut before = 0;
    let mut happened = async |expected: &[&str]| {
        assert_eq!(since(&world, before).await, expected);
        before = world.heard.events().len();
    };
    let alice = world.register_alice().await;
    happened(&["registered"]).await;
    let second = world.log_in(ALICE, GOOD).await.unwrap();
    happened(&["logged_in"]).await;
    assert!(world.log_in(ALICE, NEW).await.is_err());
    assert!(world.log_in(BOB, NEW).await.is_err());
    happened(&["login_failed", "login_failed"]).await;
    world.log_out(&second.token).await;
    world.log_out(&second.token).await;
    happened(&["logged_out"]).await;
    let link = world.emailed_link(EmailKind::VerifyEmail).await;
    accounts
        .verify_email_by(&alice.current, &link)
        .await
        .unwrap();
    happened(&["email_verified"]).await;
    let confirmed = accounts.confirm_password(&alice.current, password(GOOD));
    let alice = confirmed.await.unwrap();
    happened(&["password_confirmed"]).await;
    let changed = accounts.change_password(&alice.current, password(GOOD), password(NEW));
    let alice = changed.await.unwrap();
    happened(&["password_changed"]).await;
    let link = world.reset_link(ALICE).await;
    happened(&["password_reset_requested"]).await;
    let reset = accounts.reset_password_by(&link, password(GOOD), &nowhere, None);
    reset.await.unwrap();
    happened(&["password_reset"]).await;
    let alice_again = world.log_in(ALICE, GOOD).await.unwrap();
    happened(&["logged_in"]).await;
    let address = email(BOB);
    let asked = accounts.change_email_with(&alice_again.current, password(GOOD), &address);
    asked.await.unwrap();
    happened(&["email_change_requested"]).await;
    let link = world.emailed_link(EmailKind::ChangeEmail).await;
    accounts
        .confirm_email_change_by(&link, &nowhere)
        .await
        .unwrap();
    happened(&["email_changed"]).await;
    let messages = world.mailer.sent();
    let back = messages
        .iter()
        .find(|message| message.email.kind == EmailKind::EmailChangeRequested);
    let back = back.and_then(|message| message.link.clone()).unwrap();
    accounts
        .undo_email_change_by(&back, &nowhere)
        .await
        .unwrap();
    happened(&["email_change_undone"]).await;
    accounts
        .export_account(&recent(&alice.current))
        .await
        .unwrap();
    happened(&["data_exported"]).await;
    let address = email(ALICE);
    let asked = accounts.request_verification(&address, &nowhere);
    asked.await.unwrap();
    happened(&["verification_requested"]).await;
}

#[tokio::test]
async fn rolled_back_transaction_records_no_event() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let address = email(BOB);
    let asked = world
        .accounts
        .change_email_with(&alice.current, password(GOOD), &address);
    asked.await.unwrap();
    let link = world.emailed_link(EmailKind::ChangeEmail).await;
    world.register(BOB, SessionRequest::default()).await;
    world.log_out(&alice.token).await;
    let before = world.heard.events().len();

    let refused = world
        .accounts
        .change_password(&alice.current, password(GOOD), password(NEW))
        .await;
    assert!(matches!(refused, Err(ChangePasswordError::LoggedOut)));
    let client = Client::default();
    let refused = world.accounts.confirm_email_change_by(&link, &client).await;
    assert!(matches!(refused, Err(MoveError::EmailTaken)));
    let nothing: [&str; 0] = [];
    assert_eq!(since(&world, before).await, nothing);
}

#[tokio::test]
async fn users_read_their_own_activity_only() {
    let world = World::new();
    let client = Client::new(Some([192, 0, 2, 7].into()), Some("Browser of Bob"));
    let request = SessionRequest {
        client: client.clone(),
        ..Default::default()
    };
    let alice = world.register_alice().await;
    let bob = world.register(BOB, request).await;
    world.clock.advance(std::time::Duration::from_secs(1));
    assert!(world.log_in(BOB, NEW).await.is_err());
    let list = async |limit| {
        let listed = world.accounts.list_events(&bob.current, limit).await;
        listed.unwrap()
    };
    let all = list(10).await;
    let kinds: Vec<_> = all.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::LoginFailed, EventKind::Registered]);
    assert_eq!(all[1].client, client);
    assert_eq!(list(1).await, all[..1]);
    let of_alice = world.accounts.list_events(&alice.current, 10).await;
    assert_eq!(of_alice.unwrap().len(), 1);
}

#[tokio::test]
async fn debug_output_contains_no_secret() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    let verification = world.emailed_link(EmailKind::VerifyEmail).await;
    let reset = world.reset_link(ALICE).await;
    world.log_in(ALICE, GOOD).await.unwrap();
    let messages = world.mailer.sent();
    let emails: Vec<_> = messages.iter().map(|message| &message.email).collect();
    let printed = format!(
        "{messages:?} {emails:?} {:?} {alice:?}",
        world.store.all_events().await,
    );
    for secret in [
        verification.expose().as_str(),
        reset.expose().as_str(),
        alice.token.expose().as_str(),
        GOOD,
    ] {
        assert!(!printed.contains(secret), "{secret}");
    }
}

#[test]
fn event_kind_names_are_unique() {
    let names: BTreeSet<_> = EventKind::ALL.map(EventKind::as_str).into();
    assert_eq!(names.len(), EventKind::ALL.len());
    for kind in EventKind::ALL {
        assert_eq!(EventKind::parse(kind.as_str()), Some(kind));
    }
    for kind in EmailKind::ALL {
        assert_eq!(EmailKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(EventKind::parse("Registered"), None);
    let names: BTreeSet<_> = LinkPurpose::ALL.map(LinkPurpose::as_str).into();
    assert_eq!(names.len(), LinkPurpose::ALL.len());
    for purpose in LinkPurpose::ALL {
        assert_eq!(LinkPurpose::parse(purpose.as_str()), Some(purpose));
    }
    assert_eq!(LinkPurpose::parse(""), None);
}
