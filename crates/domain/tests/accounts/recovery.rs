//! An attacker who knows the password cannot remove what the owner needs for the recovery. The clock
//! stands still in these tests: operations within one second have no order in time.

use crate::accounts::by_token::ByToken;
use vestibule_domain::{ChangePassword, Client, EmailKind, MoveError, SessionRequest, Store};

use super::{
    change_email::{THIEF, ask, confirm, link_of, moved, undo},
    fixture::{ALICE, GOOD, NEW, World, email, password},
};

const SECOND: &str = "second@example.net";

#[tokio::test]
async fn undo_link_survives_a_second_change_and_its_undo_within_one_second() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let owners = moved(&world, &stolen, THIEF).await;
    ask(&world, &stolen, SECOND).await;
    let messages = world.deliver().await;
    let thiefs = link_of(&messages, EmailKind::EmailChangeRequested);
    undo(&world, &thiefs).await.unwrap();
    assert!(world.user(THIEF).await.is_some());

    undo(&world, &owners).await.unwrap();
    assert_eq!(world.user(ALICE).await.unwrap().id, stolen.current.id);
}

#[tokio::test]
async fn undo_revokes_undo_links_of_later_changes_within_one_second() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let owners = moved(&world, &stolen, THIEF).await;
    let thiefs = moved(&world, &stolen, SECOND).await;
    undo(&world, &owners).await.unwrap();
    let refused = undo(&world, &thiefs).await;
    assert!(matches!(refused, Err(MoveError::InvalidLink)));
    assert!(world.user(ALICE).await.is_some());
}

#[tokio::test]
async fn account_registered_at_the_old_address_does_not_block_the_undo() {
    for verified in [false, true] {
        let world = World::with_email();
        let stolen = world.register_alice().await;
        let owners = moved(&world, &stolen, THIEF).await;
        world.deliver().await;
        let planted = world.register(ALICE, SessionRequest::default()).await;
        if verified {
            let link = world.emailed_link(EmailKind::VerifyEmail).await;
            let proven = world.accounts.verify_email_by(&planted.current, &link);
            proven.await.unwrap();
        }
        let undone = undo(&world, &owners).await;
        assert_eq!(world.is_logged_in(&planted).await, verified);
        assert!(!world.is_logged_in(&stolen).await, "verified: {verified}");
        let attacker = world.log_in(THIEF, GOOD).await;
        assert!(attacker.is_err(), "the password is worth nothing any more");
        if verified {
            assert!(matches!(undone, Err(MoveError::EmailTaken)));
        } else {
            undone.unwrap();
            assert_eq!(world.user(ALICE).await.unwrap().id, stolen.current.id);
        }
    }
}

#[tokio::test]
async fn queued_email_creates_no_undo_link_for_an_undone_change() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let owners = moved(&world, &stolen, THIEF).await;
    // One of the two addresses of the attacker's change is the owner's own.
    ask(&world, &stolen, ALICE).await;
    undo(&world, &owners).await.unwrap();
    let messages = world.deliver().await;
    let to_thief = messages.iter().find(|l| l.email.to == email(THIEF));
    assert!(to_thief.is_none(), "{to_thief:?}");
    let links = world
        .store
        .tokens()
        .list_links(stolen.current.id)
        .await
        .unwrap();
    assert!(links.iter().all(|link| link.email == email(ALICE)));
}

#[tokio::test]
async fn queued_warning_is_sent_after_an_attacker_undoes_a_later_change() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    world.deliver().await;
    ask(&world, &stolen, THIEF).await;
    let messages = world.deliver_except(ALICE).await;
    confirm(&world, &link_of(&messages, EmailKind::ChangeEmail))
        .await
        .unwrap();
    ask(&world, &stolen, SECOND).await;
    let messages = world.deliver_except(ALICE).await;
    let thiefs = link_of(&messages, EmailKind::EmailChangeRequested);
    confirm(&world, &link_of(&messages, EmailKind::ChangeEmail))
        .await
        .unwrap();
    undo(&world, &thiefs).await.unwrap();

    world.clock.advance(super::change_email::HOUR);
    let messages = world.deliver().await;
    let owners = link_of(&messages, EmailKind::EmailChangeRequested);
    undo(&world, &owners).await.unwrap();
    assert_eq!(world.user(ALICE).await.unwrap().id, stolen.current.id);
}

#[tokio::test]
async fn change_requested_in_the_second_of_a_new_password_does_not_survive_it() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    ask(&world, &stolen, THIEF).await;
    let changed = world
        .accounts
        .change_password(&stolen.current, password(GOOD), password(NEW));
    changed.await.unwrap();
    let messages = world.deliver().await;
    let to_thief = messages.iter().find(|l| l.email.to == email(THIEF));
    assert!(to_thief.is_none(), "{to_thief:?}");
}

#[tokio::test]
async fn change_requested_in_the_second_of_a_reset_does_not_survive_it() {
    let world = World::with_email();
    let stolen = world.register_alice().await;
    let link = world.reset_link(ALICE).await;
    ask(&world, &stolen, THIEF).await;
    let client = Client::default();
    let reset = world
        .accounts
        .reset_password_by(&link, password(NEW), &client, None);
    reset.await.unwrap();
    let messages = world.deliver().await;
    let to_thief = messages.iter().find(|l| l.email.to == email(THIEF));
    assert!(to_thief.is_none(), "{to_thief:?}");
}
