use vestibule_domain::{
    Accounts, AuthService, ChangePassword, Client, LinkPurpose, OpenLinks, Policy, Proof,
    ResetPassword,
};

use super::{FIRST_CHARGE, REFUND, server};
use crate::{accounts::password, database::TestDatabase};

on_each_database!(password_operations_send_the_expected_statements);

async fn password_operations_send_the_expected_statements(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let (accounts, client) = (&server.accounts, &Client::default());
    let accounts: &Accounts = accounts;
    let alice = server.alice().await.current;
    server.recording.take();

    let proof = Proof::Password(password(0));
    let confirmed = accounts.reauthenticate(&alice, proof).await;
    let alice = confirmed.unwrap().current;
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        &["DELETE sessions"],
        server.opens_session,
        &["INSERT events"],
    ]);

    let changed = accounts.change_password(&alice, password(0), password(1));
    changed.await.unwrap();
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        &["UPDATE users", "DELETE sessions"],
        server.opens_session,
        &["UPDATE users", "DELETE sessions"],
        &["DELETE emails", "DELETE one_time_tokens"],
        &["INSERT emails", "INSERT events"],
    ]);

    let forgotten = accounts.request_password_reset(&alice.email, client).await;
    forgotten.unwrap();
    server.costs(&[FIRST_CHARGE, &["INSERT emails", "INSERT events"]]);

    let link = server.emailed_link().await;
    let opened = accounts.open_link(&link, &LinkPurpose::ALL).await.unwrap();
    server.costs(&[&["SELECT one_time_tokens"]]);
    let reset = accounts.reset_password(&opened, password(2), client, None);
    reset.await.unwrap();
    server.costs(&[
        &["DELETE one_time_tokens"],
        &["UPDATE users", "UPDATE users"],
        &["DELETE sessions", "DELETE emails", "DELETE one_time_tokens"],
        &["INSERT emails", "INSERT events"],
    ]);

    let administration = server.administration();
    let handed_over = administration.reset_link(&alice.user).await;
    handed_over.unwrap();
    server.costs(&[&[
        "DELETE one_time_tokens",
        "INSERT one_time_tokens",
        "INSERT events",
    ]]);
}
