//! An attacker cannot remove what the owner needs for the recovery, on each kind of database. The clock
//! stands still, and emails wait until the test sends them: operations within one second have no order
//! in time.

use vestibule_domain::{
    AuthService, ChangeEmail, ChangePassword, Client, CurrentUser, EmailKind, LinkPurpose,
    LinkToken, MoveError, OpenLinks, Policy, SessionRequest, Store,
};

use crate::statements::{Server, server};
use crate::{
    accounts::{email, password, reauthenticate_once, register},
    database::TestDatabase,
};

on_each_database!(
    undo_link_survives_changes_of_an_attacker_within_one_second,
    account_at_the_old_address_does_not_block_the_undo,
    queued_email_creates_no_link_after_the_undo,
    pending_email_change_does_not_survive_a_password_change,
);

const OWNER: &str = "alice@example.com";
const THIEF: &str = "attacker@example.net";

async fn ask(server: &Server, by: &CurrentUser, new: &str) {
    let new = email(new);
    let by = reauthenticate_once(&server.accounts, by, 0).await;
    let asked = server.accounts.change_email(&by, &new);
    asked.await.unwrap();
}

/// Sends the waiting emails, and returns the latest link of this kind.
async fn emailed(server: &Server, kind: EmailKind) -> LinkToken {
    server.deliver().await;
    let messages = server.mailer.sent();
    let message = messages.iter().rfind(|message| message.email.kind == kind);
    message.and_then(|message| message.link.clone()).unwrap()
}

/// An attacker changes the address. Returns the link in the email to the owner.
async fn change_address_as_attacker(server: &Server) -> (CurrentUser, LinkToken) {
    let by = server.alice().await.current;
    ask(server, &by, THIEF).await;
    let back = emailed(server, EmailKind::EmailChangeRequested).await;
    let forth = emailed(server, EmailKind::ChangeEmail).await;
    let client = Client::default();
    let forth = server
        .accounts
        .open_link(&forth, &LinkPurpose::ALL)
        .await
        .unwrap();
    let moved = server.accounts.confirm_email_change(&forth, &client);
    moved.await.unwrap();
    (by, back)
}

async fn undo(server: &Server, link: &LinkToken) -> Result<(), MoveError> {
    let client = Client::default();
    let link = server.accounts.open_link(link, &LinkPurpose::ALL).await?;
    server.accounts.undo_email_change(&link, &client).await
}

async fn undo_link_survives_changes_of_an_attacker_within_one_second(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let (by, owners) = change_address_as_attacker(&server).await;
    ask(&server, &by, "second@example.net").await;
    let thiefs = emailed(&server, EmailKind::EmailChangeRequested).await;
    undo(&server, &thiefs).await.unwrap();
    undo(&server, &owners).await.unwrap();
    let owner = server
        .store
        .users()
        .find_credential(&email(OWNER))
        .await
        .unwrap();
    assert_eq!(owner.unwrap().user.id, by.id);
}

async fn account_at_the_old_address_does_not_block_the_undo(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let (by, owners) = change_address_as_attacker(&server).await;
    register(&server.accounts, email(OWNER), password(5)).await;
    undo(&server, &owners).await.unwrap();
    let owner = server
        .store
        .users()
        .find_credential(&email(OWNER))
        .await
        .unwrap();
    assert_eq!(owner.unwrap().user.id, by.id);
    let attacker = server
        .accounts
        .log_in(email(OWNER), password(5), SessionRequest::default());
    assert!(attacker.await.is_err());
}

async fn queued_email_creates_no_link_after_the_undo(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let (by, owners) = change_address_as_attacker(&server).await;
    ask(&server, &by, OWNER).await;
    undo(&server, &owners).await.unwrap();
    let before = server.mailer.sent().len();
    server.deliver().await;
    let messages = server.mailer.sent().split_off(before);
    let to_thief = messages
        .iter()
        .find(|message| message.email.to == email(THIEF) && message.link.is_some());
    assert!(to_thief.is_none(), "{to_thief:?}");
    let links = server.store.tokens().list_links(by.id).await.unwrap();
    assert!(links.iter().all(|link| link.email == email(OWNER)));
}

async fn pending_email_change_does_not_survive_a_password_change(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let by = server.alice().await.current;
    ask(&server, &by, THIEF).await;
    let changed = server
        .accounts
        .change_password(&by, password(0), password(1));
    changed.await.unwrap();
    server.deliver().await;
    let messages = server.mailer.sent();
    let to_thief = messages
        .iter()
        .find(|message| message.email.to == email(THIEF));
    assert!(to_thief.is_none(), "{to_thief:?}");
}
