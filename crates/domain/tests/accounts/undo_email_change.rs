use crate::accounts::by_token::ByToken;
use std::time::Duration;

use vestibule_domain::{ChangePassword, Client, EmailKind, MoveError, OutgoingEmail};

use super::{
    change_email::{HOUR, THIEF, ask, confirm, link_of, moved, undo},
    fixture::{ALICE, GOOD, NEW, World, email, password},
};

#[tokio::test]
async fn undo_link_reverts_an_email_change_of_an_attacker() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let back = moved(&world, &stolen, THIEF).await;
    world.deliver().await;
    undo(&world, &back).await.unwrap();
    let user = world.user(ALICE).await.unwrap();
    assert_eq!(user.id, stolen.current.id);
    assert!(world.user(THIEF).await.is_none());
    assert!(!world.is_logged_in(&stolen).await);
    assert!(
        world.log_in(ALICE, GOOD).await.is_err(),
        "the attacker knew it"
    );
    assert!(world.log_in(ALICE, "!").await.is_err());

    let link = world.emailed_link(EmailKind::ResetPassword).await;
    let client = Client::default();
    let chosen = world
        .accounts
        .reset_password_by(&link, password(NEW), &client, None);
    chosen.await.unwrap();
    assert!(world.log_in(ALICE, NEW).await.is_ok());
    assert!(matches!(
        undo(&world, &back).await,
        Err(MoveError::InvalidLink)
    ));
}

#[tokio::test]
async fn undo_link_cancels_an_unconfirmed_email_change() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    ask(&world, &stolen, THIEF).await;
    let messages = world.deliver().await;
    let link = |kind| messages.iter().find(|message| message.email.kind == kind);
    let back = link(EmailKind::EmailChangeRequested).unwrap();
    undo(&world, back.link.as_ref().unwrap()).await.unwrap();
    let to_thief = link(EmailKind::ChangeEmail).unwrap();
    let late = confirm(&world, to_thief.link.as_ref().unwrap()).await;
    assert!(matches!(late, Err(MoveError::InvalidLink)));
    assert!(world.user(ALICE).await.is_some());
}

#[tokio::test]
async fn undo_link_expires_after_three_days() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let back = moved(&world, &stolen, THIEF).await;
    world.clock.advance(72 * HOUR);
    let late = undo(&world, &back).await;
    assert!(matches!(late, Err(MoveError::InvalidLink)));
}

#[tokio::test]
async fn second_email_change_keeps_the_undo_link() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let back = moved(&world, &stolen, THIEF).await;
    world.clock.advance(HOUR);
    let link = world.reset_link(THIEF).await;
    let client = Client::default();
    let reset = world
        .accounts
        .reset_password_by(&link, password(GOOD), &client, None);
    reset.await.unwrap();
    let attacker = world.log_in(THIEF, GOOD).await.unwrap();
    let changed = world
        .accounts
        .change_password(&attacker.current, password(GOOD), password(GOOD));
    let attacker = changed.await.unwrap();
    world.clock.advance(HOUR);
    let thiefs = moved(&world, &attacker, "second@example.net").await;
    world.clock.advance(HOUR);
    undo(&world, &thiefs).await.unwrap();
    assert!(world.user(THIEF).await.is_some());

    undo(&world, &back).await.expect("it is the older one");
    assert_eq!(world.user(ALICE).await.unwrap().id, stolen.current.id);
}

#[tokio::test]
async fn undo_cannot_be_undone() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let back = moved(&world, &stolen, THIEF).await;
    world.clock.advance(HOUR);
    let thiefs = moved(&world, &stolen, "second@example.net").await;
    world.clock.advance(HOUR);
    ask(&world, &stolen, "third@example.net").await;
    world.clock.advance(Duration::from_secs(1));
    undo(&world, &back).await.unwrap();
    let refused = undo(&world, &thiefs).await;
    assert!(matches!(refused, Err(MoveError::InvalidLink)));
    let messages = world.deliver().await;
    let to_thief =
        |message: &&OutgoingEmail| message.email.to != email(ALICE) && message.link.is_some();
    let link = messages.iter().find(to_thief);
    assert!(link.is_none(), "what waited to be sent is of no use");
    assert!(world.user(ALICE).await.is_some());
}

#[tokio::test]
async fn notice_to_the_owner_survives_a_second_email_change() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    world.deliver().await;
    for address in [THIEF, "second@example.net"] {
        ask(&world, &stolen, address).await;
        let messages = world.deliver_except(ALICE).await;
        let forth = link_of(&messages, EmailKind::ChangeEmail);
        confirm(&world, &forth).await.unwrap();
        world.clock.advance(Duration::from_secs(1));
    }
    world.clock.advance(HOUR);
    let messages = world.deliver().await;
    let to_alice: Vec<_> = messages
        .into_iter()
        .filter(|message| message.email.to == email(ALICE))
        .collect();
    let back = link_of(&to_alice, EmailKind::EmailChangeRequested);
    undo(&world, &back).await.unwrap();
    assert_eq!(world.user(ALICE).await.unwrap().id, stolen.current.id);
}
