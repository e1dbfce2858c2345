//! The metrics of the store for an operator.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use crate::{
    cancellation::{email_to, newcomer},
    database::{TestDatabase, pool},
    filling::{NOW, numbers, uuid},
};
use metrics_exporter_prometheus::PrometheusBuilder;
use vestibule_domain::{QueuedEmail, Store, Timestamp};
use vestibule_seaorm::{Outbox, PoolOptions, SeaOrmStore, connect, sea_orm::ConnectionTrait};
on_each_database!(
    outbox_reports_count_and_oldest_email,
    count_of_a_long_outbox_is_bounded,
    used_and_idle_connections_are_reported,
    connection_timeout_is_counted,
);

async fn outbox_reports_count_and_oldest_email(database: &TestDatabase) {
    let store = SeaOrmStore::new(database.migrated().await);
    let nothing = Outbox {
        waiting: 0,
        oldest: None,
    };
    assert_eq!(store.outbox().await.unwrap(), nothing);
    let written = |number: usize, created_at| QueuedEmail {
        created_at: Timestamp::from_unix_seconds(created_at),
        ..email_to(&newcomer(number).0)
    };
    let mut unit = store.begin().await.unwrap();
    for queued in [written(2, NOW + 60), written(1, NOW), written(3, NOW + 90)] {
        unit.emails().insert(&queued).await.unwrap();
        let later = Timestamp::from_unix_seconds(NOW + 1_000_000);
        unit.emails().postpone(queued.id, 0, later).await.unwrap();
    }
    unit.commit().await.unwrap();
    let three = Outbox {
        waiting: 3,
        oldest: Some(Timestamp::from_unix_seconds(NOW)),
    };
    assert_eq!(store.outbox().await.unwrap(), three);
}

async fn count_of_a_long_outbox_is_bounded(database: &TestDatabase) {
    let db = database.migrated().await;
    let backend = db.get_database_backend();
    let many = format!(
        "INSERT INTO vestibule_emails (id, kind, recipient, created_at, due_at, attempts) \
         SELECT {id}, 'password_changed', 'a@example.com', {NOW} + n, {NOW} - n, 0 FROM {numbers}",
        id = uuid(backend, "n"),
        numbers = numbers(backend, 1, 10_100),
    );
    db.execute_unprepared(&many).await.unwrap();
    let counted = Outbox {
        waiting: 10_000,
        oldest: Some(Timestamp::from_unix_seconds(NOW + 1)),
    };
    assert_eq!(SeaOrmStore::new(db).outbox().await.unwrap(), counted);
}

async fn used_and_idle_connections_are_reported(database: &TestDatabase) {
    database.migrated().await;
    let store = SeaOrmStore::new(connect(&database.url, &pool(3)).await.unwrap());
    let unit = store.begin().await.unwrap();
    store.outbox().await.unwrap();
    // A used connection returns to the pool in a task of its own.
    let end = Instant::now() + Duration::from_secs(30);
    let seen = loop {
        let load = store.pool_load();
        if load.in_use == 1 || Instant::now() > end {
            break load;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!((seen.in_use, seen.max), (1, 3), "{seen:?}");
    assert!(seen.idle >= 1, "{seen:?}");
    drop(unit);
}

async fn connection_timeout_is_counted(database: &TestDatabase) {
    database.migrated().await;
    let options = PoolOptions {
        max_connections: 1,
        timeout: Duration::from_secs(1),
    };
    let store = SeaOrmStore::new(connect(&database.url, &options).await.unwrap());
    let recorder = PrometheusBuilder::new().build_recorder();
    let _unit = store.begin().await.unwrap();
    // This task runs on this thread alone.
    let _guard = metrics::set_default_local_recorder(&recorder);
    vestibule_seaorm::count_errors_from_zero();
    let (user, _) = newcomer(1);
    assert!(store.users().find_credential(&user.email).await.is_err());
    let page = recorder.handle().render();
    let rows: HashMap<_, _> = page
        .lines()
        .filter_map(|row| row.rsplit_once(' '))
        .collect();
    let errors = |kind| rows[&*format!("vestibule_database_errors_total{{kind=\"{kind}\"}}")];
    assert_eq!(errors("no_connection"), "1", "{page}");
    assert_eq!(errors("other"), "0", "{page}");
}
