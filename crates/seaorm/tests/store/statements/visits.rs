use vestibule_domain::{Accounts, AuthService, Client, ManageSessions, Policy, SessionRequest};

use super::{CHARGE, FIRST_CHARGE, HOUR, REFUND, server};
use crate::{
    accounts::{email, password},
    database::TestDatabase,
};

on_each_database!(visits_send_the_expected_statements);

async fn visits_send_the_expected_statements(database: &TestDatabase) {
    let server = server(database, Policy::default()).await;
    let (accounts, client) = (&server.accounts, &Client::default());
    let accounts: &Accounts = accounts;
    let registered = server.alice().await;
    server.costs(&[&["INSERT users", "INSERT events"], server.opens_session]);

    // A page of a logged-in user.
    let page = accounts.authenticate(&registered.token, client).await;
    page.unwrap();
    server.costs(&[&["SELECT sessions"]]);

    // At most twice an hour.
    server.clock.advance(HOUR);
    let page = accounts.authenticate(&registered.token, client).await;
    page.unwrap();
    server.costs(&[&["SELECT sessions"], &["UPDATE sessions"]]);

    let known_browser = SessionRequest {
        device: registered.device,
        ..SessionRequest::default()
    };
    let alice = || email("alice@example.com");
    let entered = accounts.log_in(alice(), password(0), known_browser.clone());
    let entered = entered.await.unwrap().logged_in().unwrap();
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        server.opens_session,
        &["INSERT events"],
    ]);

    let new_browser = SessionRequest::default();
    let elsewhere = accounts.log_in(alice(), password(0), new_browser);
    let elsewhere = elsewhere
        .await
        .unwrap()
        .logged_in()
        .unwrap()
        .current
        .session;
    server.costs(&[
        &["SELECT users"],
        FIRST_CHARGE,
        REFUND,
        server.opens_session,
        &["INSERT events", "INSERT emails"],
    ]);

    let guessed = accounts.log_in(alice(), password(9), SessionRequest::default());
    guessed.await.unwrap_err();
    server.costs(&[
        &["SELECT users"],
        CHARGE,
        &["UPDATE users", "INSERT events"],
    ]);

    server.hasher.raise_cost();
    let renewed = accounts.log_in(alice(), password(0), known_browser).await;
    renewed.unwrap();
    server.costs(&[
        &["SELECT users"],
        CHARGE,
        REFUND,
        server.opens_session,
        &["INSERT events", "UPDATE users", "UPDATE users"],
    ]);

    let by = &entered.current;
    accounts.list_sessions(by, 100).await.unwrap();
    server.costs(&[&["SELECT sessions"]]);

    let by = &by.recently_authenticated().unwrap();
    accounts.revoke_session(by, elsewhere.id).await.unwrap();
    server.costs(&[&["DELETE sessions", "INSERT events"]]);

    accounts.revoke_other_sessions(by).await.unwrap();
    server.costs(&[&["DELETE sessions", "INSERT events"]]);

    accounts.log_out(&entered.token, client).await.unwrap();
    server.costs(&[&["SELECT sessions"], &["DELETE sessions", "INSERT events"]]);
}
