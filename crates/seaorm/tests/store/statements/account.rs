use vestibule_domain::{Accounts, AuthService, ManageAccount, Policy, SessionRequest};

use super::{FIRST_CHARGE, HOUR, REFUND, server};
use crate::{
    accounts::{password, reauthenticate_once},
    database::TestDatabase,
};

on_each_database!(account_operations_send_the_expected_statements);

async fn account_operations_send_the_expected_statements(database: &TestDatabase) {
    let grace = Policy::default().with(|policy| policy.deletion_grace = HOUR);
    let server = server(database, grace).await;
    let accounts: &Accounts = &server.accounts;
    let alice = server.alice().await.current;
    server.recording.take();

    accounts.list_events(&alice, 100).await.unwrap();
    server.costs(&[&["SELECT events"]]);

    accounts
        .export_account(&alice.recently_authenticated().unwrap())
        .await
        .unwrap();
    server.costs(&[
        FIRST_CHARGE,
        &["SELECT sessions", "SELECT one_time_tokens", "SELECT events"],
        &["INSERT events"],
    ]);

    let deleted = accounts
        .delete_account(&reauthenticate_once(accounts, &alice, 0).await)
        .await;
    deleted.unwrap();
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        &["UPDATE users"],
        &["UPDATE users", "DELETE sessions"],
        &["INSERT emails", "INSERT events"],
    ]);

    let again = SessionRequest::default();
    let back = accounts.log_in(alice.email.clone(), password(0), again);
    back.await.unwrap();
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        server.opens_session,
        &["INSERT events", "UPDATE users"],
        &["INSERT events", "INSERT emails", "INSERT emails"],
    ]);
}
