//! SQLite has one writer at a time, over all processes.

use std::time::Duration;

use tokio::{task::JoinSet, time::timeout};
use vestibule_domain::{AuthEpoch, PasswordHash, Store, Unavailable};
use vestibule_seaorm::{PoolOptions, SeaOrmStore, connect};

use crate::{
    cancellation::newcomer,
    database::{self, TestDatabase, pool},
};

const WRITERS: usize = 8;
const UNITS: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_sqlite_file_reject_no_request() {
    let database = database::sqlite().await;
    let servers = [
        SeaOrmStore::new(database.migrated().await),
        SeaOrmStore::new(database.migrated().await),
    ];
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let store = servers[writer % servers.len()].clone();
        writers.spawn(async move {
            for unit in 0..UNITS {
                register(&store, writer * UNITS + unit).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    for number in 0..WRITERS * UNITS {
        let (user, session) = newcomer(number);
        let found = servers[0].sessions().find(&session.token).await.unwrap();
        assert_eq!(found, Some((session, user)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_proceed_while_many_writers_wait() {
    let database = database::sqlite().await;
    database.migrated().await.close().await.unwrap();
    let store = SeaOrmStore::new(connect(&database.url, &pool(2)).await.unwrap());
    register(&store, 0).await.unwrap();

    let writing = store.begin().await.unwrap();
    let mut waiting = JoinSet::new();
    for number in 1..=WRITERS {
        let store = store.clone();
        waiting.spawn(async move { register(&store, number).await });
    }
    let (_, session) = newcomer(0);
    for _ in 0..100 {
        assert!(
            store
                .sessions()
                .find(&session.token)
                .await
                .unwrap()
                .is_some()
        );
        tokio::task::yield_now().await;
    }
    assert!(
        waiting.try_join_next().is_none(),
        "they wait for their turn"
    );
    drop(writing);
    while let Some(registered) = waiting.join_next().await {
        registered.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_outbox_query_does_not_wait_for_writers() {
    let database = database::sqlite().await;
    let store = SeaOrmStore::new(database.migrated().await);
    let writing = store.begin().await.unwrap();
    let now = newcomer(0).0.created_at;
    let looked = timeout(Duration::from_secs(5), store.emails().claim(now, now));
    assert_eq!(looked.await.expect("at once").unwrap(), None);
    drop(writing);
}

#[tokio::test(flavor = "multi_thread")]
async fn transaction_wait_timeout_returns_database_busy() {
    let database = database::sqlite().await;
    let impatient = async |database: &TestDatabase| {
        let options = PoolOptions {
            timeout: Duration::from_secs(1),
            ..PoolOptions::default()
        };
        SeaOrmStore::new(connect(&database.url, &options).await.unwrap())
    };
    database.migrated().await.close().await.unwrap();
    let (here, elsewhere) = (impatient(&database).await, impatient(&database).await);
    let writing = here.begin().await.unwrap();
    let (in_turn, in_vain) = tokio::join!(register(&here, 1), register(&elsewhere, 2));
    for refused in [in_turn, in_vain] {
        assert!(!refused.unwrap_err().is_conflict(), "it is not retried");
    }
    drop(writing);
    register(&here, 1).await.unwrap();
    register(&elsewhere, 2).await.unwrap();
}

async fn register(store: &SeaOrmStore, number: usize) -> Result<(), Unavailable> {
    let (user, session) = newcomer(number);
    let hash = PasswordHash::new("$sample".to_owned());
    let mut unit = store.begin().await?;
    let inserted = unit.users().insert(&user, &hash).await;
    inserted.map_err(Unavailable::new)?;
    assert!(unit.sessions().insert(&session, AuthEpoch::FIRST).await?);
    unit.commit().await
}
