//! What each intention costs in statements. A unit of work has two round trips more, to begin
//! and to commit it.

use std::{sync::Arc, time::Duration};

use vestibule_domain::{AuthService, SessionRequest, Store};
use vestibule_memory::{CheapHasher, ManualClock};
use vestibule_seaorm::SeaOrmStore;

use crate::{
    accounts::{accounts, email, password},
    database::TestDatabase,
    recording::Recording,
};

on_each_database!(each_intention_costs_so_many_statements);

async fn each_intention_costs_so_many_statements(database: &TestDatabase) {
    let mut db = database.migrated().await;
    let recording = Recording::of(&mut db);
    let cost = || {
        recording
            .take()
            .iter()
            .map(|s| gist(&s.sql))
            .collect::<Vec<_>>()
    };
    let store = Arc::new(SeaOrmStore::new(db));
    let (hasher, clock) = (Arc::<CheapHasher>::default(), Arc::<ManualClock>::default());
    let accounts = accounts(store.clone(), hasher.clone(), clock.clone(), 0);

    let request = SessionRequest::default;
    let registered = accounts
        .register(email("alice@example.com"), password(0), request())
        .await;
    let registered = registered.unwrap();
    assert_eq!(cost(), ["INSERT users", "INSERT sessions"]);

    let page = accounts.authenticate(&registered.token).await.unwrap();
    assert!(page.is_some());
    assert_eq!(cost(), ["SELECT sessions"], "a page of a logged-in person");

    clock.advance(Duration::from_secs(60 * 60));
    accounts.authenticate(&registered.token).await.unwrap();
    assert_eq!(
        cost(),
        ["SELECT sessions", "UPDATE sessions"],
        "twice an hour at most"
    );

    accounts
        .log_in(email("alice@example.com"), password(0), request())
        .await
        .unwrap();
    assert_eq!(cost(), ["SELECT users", "INSERT sessions"]);

    accounts
        .log_in(email("alice@example.com"), password(9), request())
        .await
        .unwrap_err();
    assert_eq!(cost(), ["SELECT users"], "a wrong password");

    hasher.raise_cost();
    let again = SessionRequest {
        replaces: Some(registered.token),
        ..request()
    };
    let again = accounts
        .log_in(email("alice@example.com"), password(0), again)
        .await
        .unwrap();
    let mut renewing = cost();
    renewing.sort();
    let expected = [
        "DELETE sessions",
        "INSERT sessions",
        "SELECT users",
        "UPDATE users",
    ];
    assert_eq!(
        renewing, expected,
        "where a session is replaced and a hash is renewed"
    );

    let changed = accounts
        .change_password(&again.current, password(0), password(1))
        .await;
    let changed = changed.unwrap();
    let expected = [
        "SELECT users",
        "UPDATE users",
        "DELETE sessions",
        "DELETE sessions",
        "INSERT sessions",
    ];
    assert_eq!(cost(), expected);

    accounts.list_sessions(&changed.current).await.unwrap();
    assert_eq!(cost(), ["SELECT sessions"]);

    let session = changed.current.session.id;
    accounts
        .revoke_session(&changed.current, session)
        .await
        .unwrap();
    assert_eq!(cost(), ["DELETE sessions"]);

    accounts.log_out(&changed.token).await.unwrap();
    assert_eq!(cost(), ["DELETE sessions"]);

    let now = changed.current.session.created_at;
    store.purge_sessions(now, now, 500).await.unwrap();
    assert_eq!(
        cost(),
        ["SELECT sessions", "SELECT sessions"],
        "nothing has ended"
    );
}

/// The verb of a statement and the first of our tables in it.
fn gist(sql: &str) -> String {
    let verb = sql.split(' ').next().unwrap_or_default();
    let (_, from) = sql.split_once("vestibule_").expect("one of our tables");
    let table = from.split(|c: char| !c.is_ascii_lowercase()).next();
    format!("{verb} {}", table.unwrap_or_default())
}
