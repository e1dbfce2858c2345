use vestibule_domain::{
    Accounts, ChangeEmail, Client, LinkPurpose, OpenLinks, Policy, VerifyEmail,
};

use super::{FIRST_CHARGE, REFUND, server};
use crate::{
    accounts::{email, reauthenticate_once},
    database::TestDatabase,
};

on_each_database!(address_operations_send_the_expected_statements);

async fn address_operations_send_the_expected_statements(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let (accounts, client) = (&server.accounts, &Client::default());
    let accounts: &Accounts = accounts;
    let alice = server.alice().await.current;
    server.recording.take();

    let requested = accounts.request_verification(&alice.email, client).await;
    requested.unwrap();
    server.costs(&[FIRST_CHARGE, &["INSERT emails", "INSERT events"]]);

    let link = server.emailed_link().await;
    accounts.open_link(&link, &[]).await.unwrap_err();
    server.costs(&[&["SELECT one_time_tokens"]]);

    let opened = accounts.open_link(&link, &LinkPurpose::ALL).await.unwrap();
    server.costs(&[&["SELECT one_time_tokens"]]);
    accounts.verify_email(&alice, &opened).await.unwrap();
    server.costs(&[&["DELETE one_time_tokens", "UPDATE users", "INSERT events"]]);

    let new = email("alice@example.org");
    let changed = accounts
        .change_email(&reauthenticate_once(accounts, &alice, 0).await, &new)
        .await;
    changed.unwrap();
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        FIRST_CHARGE,
        FIRST_CHARGE,
        &["UPDATE users"],
        &["INSERT emails", "INSERT emails", "INSERT events"],
    ]);
}
