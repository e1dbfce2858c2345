//! No statement of the store looks at every row of a table.

use vestibule_domain::{Client, PasswordHash, Session, Store, Timestamp};
use vestibule_seaorm::{
    SeaOrmStore,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement},
};

use crate::{
    cancellation::newcomer,
    database::TestDatabase,
    filling::{NOW, analyze, fill},
    recording::Recording,
};

on_each_database!(every_statement_finds_its_rows_by_an_index);

async fn every_statement_finds_its_rows_by_an_index(database: &TestDatabase) {
    let mut db = database.migrated().await;
    fill(&db, "$sample", 1, 5_000).await;
    analyze(&db).await;
    let observer = db.clone();
    let recording = Recording::of(&mut db);
    do_everything(&SeaOrmStore::new(db)).await;
    let statements = recording.take();
    assert!(statements.len() >= 15, "{statements:?}");
    for statement in statements {
        let scans = full_scans(&observer, &statement).await;
        assert!(scans.is_empty(), "{}: {scans:?}", statement.sql);
    }
    let without_index = Statement::from_string(
        observer.get_database_backend(),
        "SELECT id FROM vestibule_sessions WHERE client_agent = 'Mozilla'",
    );
    let scans = full_scans(&observer, &without_index).await;
    assert_eq!(scans.len(), 1, "a full scan is seen");
}

/// Every method of a store, once.
async fn do_everything(store: &SeaOrmStore) {
    let (user, session) = newcomer(1 << 32);
    let session = Session {
        client: Client::new(None, Some("Mozilla")),
        ..session
    };
    let hash = PasswordHash::new("$sample".to_owned());
    let now = Timestamp::from_unix_seconds(NOW);
    let mut unit = store.begin().await.unwrap();
    unit.insert_user(&user, &hash).await.unwrap();
    assert!(unit.insert_session(&session, &hash).await.unwrap());
    assert!(
        unit.replace_password(user.id, &hash, &hash, now)
            .await
            .unwrap()
    );
    assert!(unit.touch_session(session.id, now, now).await.unwrap());
    unit.commit().await.unwrap();

    assert!(store.find_session(&session.token).await.unwrap().is_some());
    assert!(store.find_credential(&user.email).await.unwrap().is_some());
    assert!(
        store
            .find_credential_by_id(user.id)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(store.list_sessions(user.id).await.unwrap().len(), 1);

    let mut unit = store.begin().await.unwrap();
    assert!(unit.delete_session_by_token(&session.token).await.unwrap());
    assert!(!unit.delete_session(user.id, session.id).await.unwrap());
    assert_eq!(unit.delete_sessions(user.id).await.unwrap(), 0);
    unit.commit().await.unwrap();

    // A few that have ended, and many that nobody used.
    let yesterday = Timestamp::from_unix_seconds(NOW - 14_900);
    assert_eq!(
        store.purge_sessions(yesterday, now, 500).await.unwrap(),
        500
    );
}

/// The steps of a plan that read a whole table, or a whole index.
async fn full_scans(db: &DatabaseConnection, statement: &Statement) -> Vec<String> {
    let explain = match statement.db_backend {
        DbBackend::Sqlite => "EXPLAIN QUERY PLAN",
        _ => "EXPLAIN",
    };
    let mut explained = statement.clone();
    explained.sql = format!("{explain} {}", statement.sql);
    let plan = db.query_all_raw(explained).await.unwrap();
    let steps = plan.iter().map(|step| match statement.db_backend {
        DbBackend::MySql => {
            let read: Option<String> = step.try_get("", "type").unwrap();
            let kind: String = step.try_get("", "select_type").unwrap();
            format!("{kind} {}", read.unwrap_or_default())
        }
        DbBackend::Postgres => step.try_get_by_index(0).unwrap(),
        _ => step.try_get("", "detail").unwrap(),
    });
    steps
        .filter(|step: &String| match statement.db_backend {
            DbBackend::MySql => {
                !step.starts_with("INSERT") && (step.ends_with("ALL") || step.ends_with("index"))
            }
            DbBackend::Postgres => step.contains("Seq Scan"),
            _ => step.starts_with("SCAN"),
        })
        .collect()
}
