use crate::accounts::by_password::ByPassword;
use crate::accounts::by_token::ByToken;
use std::time::Duration;

use vestibule_domain::{
    Client, EmailKind, LinkPurpose, LinkToken, LoggedIn, MoveError, OpenLinks, OutgoingEmail,
    ProofError, SessionRequest,
};

use super::fixture::{ALICE, BOB, GOOD, NEW, World, email, password, said};

const AWAY: &str = "alice@example.org";
pub(super) const THIEF: &str = "attacker@example.net";
pub(super) const HOUR: Duration = Duration::from_secs(60 * 60);

pub(super) async fn ask(world: &World, by: &LoggedIn, new: &str) {
    let address = email(new);
    let asked = world
        .accounts
        .change_email_with(&by.current, password(GOOD), &address);
    asked.await.unwrap();
}

pub(super) async fn confirm(world: &World, link: &LinkToken) -> Result<(), MoveError> {
    let client = Client::default();
    world.accounts.confirm_email_change_by(link, &client).await
}

pub(super) async fn undo(world: &World, link: &LinkToken) -> Result<(), MoveError> {
    let client = Client::default();
    world.accounts.undo_email_change_by(link, &client).await
}

/// Changes the address, and returns the link that undoes it.
pub(super) async fn moved(world: &World, by: &LoggedIn, new: &str) -> LinkToken {
    ask(world, by, new).await;
    let messages = world.deliver().await;
    let back = link_of(&messages, EmailKind::EmailChangeRequested);
    let forth = link_of(&messages, EmailKind::ChangeEmail);
    confirm(world, &forth).await.unwrap();
    back
}

pub(super) fn link_of(messages: &[OutgoingEmail], kind: EmailKind) -> LinkToken {
    let message = messages.iter().find(|message| message.email.kind == kind);
    message.and_then(|message| message.link.clone()).unwrap()
}

#[tokio::test]
async fn new_address_replaces_the_old_one_after_verification() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world.deliver().await;
    ask(&world, &alice, AWAY).await;
    let messages = world.deliver().await;
    let expected = [(ALICE, "email_change_requested"), (AWAY, "change_email")];
    assert_eq!(said(&messages), expected);
    assert!(world.user(AWAY).await.is_none(), "nothing changed yet");

    let proof = messages
        .iter()
        .find(|message| message.email.to == email(AWAY));
    let link = proof.and_then(|message| message.link.clone()).unwrap();
    confirm(&world, &link).await.unwrap();
    let user = world.user(AWAY).await.unwrap();
    assert_eq!(user.id, alice.current.id);
    assert!(user.email_verified_at.is_some());
    assert!(world.user(ALICE).await.is_none());
    assert!(world.is_logged_in(&alice).await);
    assert_eq!(said(&world.deliver().await), [(ALICE, "email_changed")]);
    let again = confirm(&world, &link).await;
    assert!(matches!(again, Err(MoveError::InvalidLink)));
}

#[tokio::test]
async fn email_change_without_the_password_is_refused() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world.deliver().await;
    let refused = world
        .accounts
        .change_email_with(&alice.current, password(NEW), &email(AWAY))
        .await;
    assert!(matches!(refused, Err(ProofError::WrongPassword)));
    assert_eq!(said(&world.deliver().await), []);
}

/// CVE-2026-32700: the verification of one's own address was taken for that of another one, which was
/// requested a moment later.
#[tokio::test]
async fn link_verifies_only_the_address_it_was_sent_to() {
    let world = World::with_email();
    let mallory = world.register(THIEF, SessionRequest::default()).await;
    ask(&world, &mallory, "own@example.net").await;
    let own = world.emailed_link(EmailKind::ChangeEmail).await;
    ask(&world, &mallory, "victim@example.com").await;
    let opened = world.accounts.open_link(&own, &LinkPurpose::ALL).await;
    let opened = opened.unwrap();
    assert_eq!(opened.email().as_str(), "own@example.net");
    confirm(&world, &own).await.unwrap();
    assert!(world.user("victim@example.com").await.is_none());
    assert!(world.user("own@example.net").await.is_some());
}

#[tokio::test]
async fn parallel_email_changes_verify_only_their_own_addresses() {
    let world = World::with_email();
    let mallory = world.register(THIEF, SessionRequest::default()).await;
    world.deliver().await;
    ask(&world, &mallory, "own@example.net").await;
    ask(&world, &mallory, "victim@example.com").await;
    let messages = world.deliver().await;
    let mut winners = Vec::new();
    for message in messages.iter().filter(|l| l.email.to != email(THIEF)) {
        let confirmed = confirm(&world, message.link.as_ref().unwrap()).await;
        if confirmed.is_ok() {
            winners.push(message.email.to.clone());
        }
    }
    assert_eq!(winners.len(), 1, "the link that was emailed last works");
    let moved = world.user(winners[0].as_str()).await.unwrap();
    assert_eq!(moved.id, mallory.current.id);
}

#[tokio::test]
async fn email_change_to_a_taken_address_looks_successful_and_warns_the_owner() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    world.register(BOB, SessionRequest::default()).await;
    world.deliver().await;
    let mut work = Vec::new();
    for address in [AWAY, "Bob@EXAMPLE.com"] {
        let before = world.store.work();
        ask(&world, &alice, address).await;
        work.push(world.store.work() - before);
    }
    assert_eq!(work[0], work[1], "the same work and the same answer");
    let messages = world.deliver().await;
    let to_bob: Vec<_> = messages
        .iter()
        .filter(|message| message.email.to == email(BOB))
        .collect();
    assert_eq!(to_bob.len(), 1);
    assert_eq!(to_bob[0].email.kind, EmailKind::EmailTaken);
    assert_eq!(to_bob[0].email.to.as_str(), BOB, "as Bob writes it");
    assert_eq!(to_bob[0].email.other_email, None, "who it was is not told");
    assert!(to_bob[0].link.is_none());
}

#[tokio::test]
async fn email_change_to_an_address_taken_meanwhile_is_refused() {
    let world = World::with_email();
    let alice = world.register_alice().await;
    ask(&world, &alice, BOB).await;
    let link = world.emailed_link(EmailKind::ChangeEmail).await;
    let bob = world.register(BOB, SessionRequest::default()).await;
    let refused = confirm(&world, &link).await;
    assert!(matches!(refused, Err(MoveError::EmailTaken)));
    assert_eq!(world.user(BOB).await.unwrap().id, bob.current.id);
    assert_eq!(world.user(ALICE).await.unwrap().id, alice.current.id);

    let gone = world
        .accounts
        .delete_account_with(&bob.current, password(GOOD));
    gone.await.unwrap();
    confirm(&world, &link).await.expect("the link still works");
}
