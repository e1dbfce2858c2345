//! What each intention costs in statements. A unit of work has two round trips more, to begin
//! and to commit it.

use std::{sync::Arc, time::Duration};

use vestibule_domain::{AuthService, SessionRequest, Store};
use vestibule_memory::{CheapHasher, ManualClock};
use vestibule_seaorm::{SeaOrmStore, sea_orm::DbBackend};

use crate::{
    accounts::{accounts, email, password},
    database::TestDatabase,
    recording::Recording,
};

on_each_database!(each_intention_costs_so_many_statements);

async fn each_intention_costs_so_many_statements(database: &TestDatabase) {
    let mut db = database.migrated().await;
    let opens_session: &[&str] = match db.get_database_backend() {
        // For the sake of clusters.
        DbBackend::MySql => &["UPDATE users", "INSERT sessions"],
        _ => &["INSERT sessions"],
    };
    let recording = Recording::of(&mut db);
    let costs = |expected: &[&[&str]]| {
        let gists: Vec<_> = recording.take().iter().map(|s| gist(&s.sql)).collect();
        assert_eq!(gists, expected.concat());
    };
    let store = Arc::new(SeaOrmStore::new(db));
    let (hasher, clock) = (Arc::<CheapHasher>::default(), Arc::<ManualClock>::default());
    let accounts = accounts(store.clone(), hasher.clone(), clock.clone(), 0);
    let alice = || email("alice@example.com");
    let request = SessionRequest::default;

    let registered = accounts.register(alice(), password(0), request()).await;
    let registered = registered.unwrap();
    costs(&[&["INSERT users"], opens_session]);

    // A page of a logged-in person.
    accounts.authenticate(&registered.token).await.unwrap();
    costs(&[&["SELECT sessions"]]);

    // Twice an hour at most.
    clock.advance(Duration::from_secs(60 * 60));
    accounts.authenticate(&registered.token).await.unwrap();
    costs(&[&["SELECT sessions"], &["UPDATE sessions"]]);

    let entered = accounts.log_in(alice(), password(0), request()).await;
    let entered = entered.unwrap();
    costs(&[&["SELECT users"], opens_session]);

    let guessed = accounts.log_in(alice(), password(9), request()).await;
    guessed.unwrap_err();
    costs(&[&["SELECT users"]]);

    hasher.raise_cost();
    let renewed = accounts.log_in(alice(), password(0), request()).await;
    renewed.unwrap();
    costs(&[&["SELECT users"], opens_session, &["UPDATE users"]]);

    let by = &entered.current;
    let changed = accounts.change_password(by, password(0), password(1)).await;
    let changed = changed.unwrap();
    costs(&[
        &["SELECT users", "UPDATE users"],
        &["DELETE sessions", "DELETE sessions"],
        opens_session,
    ]);

    accounts.list_sessions(&changed.current).await.unwrap();
    costs(&[&["SELECT sessions"]]);

    let session = &changed.current.session;
    let revoked = accounts.revoke_session(&changed.current, session.id).await;
    revoked.unwrap();
    costs(&[&["DELETE sessions"]]);

    accounts.log_out(&changed.token).await.unwrap();
    costs(&[&["DELETE sessions"]]);

    // Of a purge, when nothing has ended.
    let purged = store
        .purge_sessions(session.created_at, session.created_at, 500)
        .await;
    purged.unwrap();
    costs(&[&["SELECT sessions"], &["SELECT sessions"]]);
}

/// The verb of a statement and the first of our tables in it.
fn gist(sql: &str) -> String {
    let verb = sql.split(' ').next().unwrap_or_default();
    let (_, from) = sql.split_once("vestibule_").expect("one of our tables");
    let table = from.split(|c: char| !c.is_ascii_lowercase()).next();
    format!("{verb} {}", table.unwrap_or_default())
}
