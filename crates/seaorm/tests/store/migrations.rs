//! The first server creates the schema, and a server that is too old for a schema does not change it.

use std::sync::Arc;

use sea_orm_migration::MigratorTrait;
use tokio::{sync::Barrier, task::JoinSet};
use vestibule_domain::Readiness;
use vestibule_migration::Migrator;
use vestibule_seaorm::{
    MigrateError, SchemaState, SeaOrmStore, migrate, schema_state,
    sea_orm::{ConnectionTrait, DatabaseConnection, sea_query::Query},
};

use crate::database::TestDatabase;

on_each_database!(
    ten_servers_that_start_in_parallel_create_the_schema_once,
    new_database_is_behind_until_migrated,
    schema_of_a_newer_version_is_refused_and_unchanged,
    interrupted_migration_is_completed,
);

async fn ten_servers_that_start_in_parallel_create_the_schema_once(database: &TestDatabase) {
    let barrier = Arc::new(Barrier::new(10));
    let url: Arc<str> = database.url.as_str().into();
    let mut servers = JoinSet::new();
    for _ in 0..10 {
        let (barrier, url) = (barrier.clone(), url.clone());
        servers.spawn(async move {
            barrier.wait().await;
            let db = vestibule_seaorm::connect(&url, &crate::database::pool(2))
                .await
                .unwrap();
            migrate(&db).await.unwrap();
            assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
            db.close().await.unwrap();
        });
    }
    servers.join_all().await;
    let made = tracked(&database.connect().await).await;
    assert_eq!(made.len(), Migrator::migrations().len());
}

async fn new_database_is_behind_until_migrated(database: &TestDatabase) {
    let db = database.connect().await;
    let store = SeaOrmStore::new(db.clone());
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Behind);
    assert!(store.check().await.is_err());
    migrate(&db).await.unwrap();
    assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    store.check().await.unwrap();
    migrate(&db).await.unwrap();
    db.close().await.unwrap();
    assert!(store.check().await.is_err(), "the database does not answer");
}

async fn schema_of_a_newer_version_is_refused_and_unchanged(database: &TestDatabase) {
    let db = database.migrated().await;
    let future = "m29991231_235959_flying_cars";
    track(&db, future).await;
    // Behind and ahead at once, as after a merge of two branches: it must not be migrated.
    db.execute_unprepared(&format!(
        "DELETE FROM vestibule_migrations WHERE version <> '{future}'"
    ))
    .await
    .unwrap();
    let ahead = SchemaState::Ahead {
        unknown: future.to_owned(),
    };
    assert_eq!(schema_state(&db).await.unwrap(), ahead);
    assert!(SeaOrmStore::new(db.clone()).check().await.is_err());
    let refused = migrate(&db).await.unwrap_err();
    assert!(matches!(&refused, MigrateError::Ahead { unknown } if unknown == future));
    assert!(refused.to_string().contains(future), "{refused}");
    assert_eq!(tracked(&db).await, [future]);
}

/// Without transactions around schema changes, as on MariaDB, a crashed process leaves a partial
/// migration.
async fn interrupted_migration_is_completed(database: &TestDatabase) {
    let db = database.migrated().await;
    for done in [
        "SELECT 1",
        "DROP TABLE vestibule_sessions",
        "DROP TABLE vestibule_emails",
    ] {
        db.execute_unprepared(done).await.unwrap();
        db.execute_unprepared("DELETE FROM vestibule_migrations")
            .await
            .unwrap();
        migrate(&db).await.unwrap();
        for made in [
            "SELECT authenticated_at FROM vestibule_sessions",
            "SELECT due_at FROM vestibule_emails",
        ] {
            db.execute_unprepared(made).await.unwrap();
        }
        assert_eq!(schema_state(&db).await.unwrap(), SchemaState::Current);
    }
}

/// The names of the applied migrations.
pub(crate) async fn tracked(db: &DatabaseConnection) -> Vec<String> {
    let names = Query::select()
        .column("version")
        .from("vestibule_migrations")
        .take();
    let rows = db.query_all(&names).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

async fn track(db: &DatabaseConnection, name: &str) {
    let insert =
        format!("INSERT INTO vestibule_migrations (version, applied_at) VALUES ('{name}', 0)");
    db.execute_unprepared(&insert).await.unwrap();
}
