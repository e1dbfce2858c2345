//! Which URLs `connect` accepts, and the options of its connections.

use std::time::Duration;

use tokio::task::JoinSet;
use vestibule_domain::Readiness;
use vestibule_seaorm::{
    ConnectError, PoolOptions, SeaOrmStore, connect, migrate,
    sea_orm::{
        ConnectionTrait, DatabaseConnection,
        sea_query::{Expr, Query},
    },
};

use crate::database::{self, TestDatabase};

on_each_database!(postgres: server_with_an_unverifiable_certificate_is_refused);
on_each_database!(mariadb:
    server_with_an_unverifiable_certificate_is_refused,
    mariadb_is_strict_and_uses_read_committed,
);

async fn refused(url: &str) -> String {
    let error = connect(url, &PoolOptions::default()).await.unwrap_err();
    format!("{error} {error:?}")
}

#[tokio::test]
async fn invalid_url_is_refused_without_showing_its_password() {
    for url in [
        "",
        "hunter2",
        "oracle://root:hunter2@localhost/db",
        "postgres://root:hunter2@[/",
    ] {
        let message = refused(url).await;
        assert!(!message.contains("hunter2"), "{message}");
    }
}

#[tokio::test]
async fn in_memory_database_is_refused() {
    for url in ["sqlite::memory:", "sqlite://x?mode=memory"] {
        let error = connect(url, &PoolOptions::default()).await.unwrap_err();
        assert!(matches!(error, ConnectError::InMemory), "{error:?}");
    }
}

#[tokio::test]
async fn database_file_that_cannot_be_created_is_reported() {
    let not_a_folder = tempfile::NamedTempFile::new().unwrap();
    let path = not_a_folder.path().join("vestibule.db");
    let message = refused(&format!("sqlite://{}", path.display())).await;
    assert!(message.contains(path.to_str().unwrap()), "{message}");
}

#[cfg(unix)]
#[tokio::test]
async fn files_of_a_new_database_are_private_to_the_owner() {
    use std::os::unix::fs::PermissionsExt;

    let database = database::sqlite().await;
    let _db = database.migrated().await;
    let path = database.url.strip_prefix("sqlite://").unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let file = std::fs::metadata(format!("{path}{suffix}")).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{suffix}");
    }
}

/// As when a service manager starts several servers on a file that does not exist yet.
#[tokio::test(flavor = "multi_thread")]
async fn parallel_first_starts_on_a_new_file_succeed() {
    for _ in 0..200 {
        let database = database::sqlite().await;
        let mut servers = JoinSet::new();
        for _ in 0..10 {
            let url = database.url.clone();
            servers.spawn(async move { connect(&url, &database::pool(1)).await });
        }
        for opened in servers.join_all().await {
            opened.unwrap().close().await.unwrap();
        }
    }
}

#[tokio::test]
async fn extreme_wait_times_still_connect() {
    for timeout in [Duration::MAX, Duration::ZERO] {
        let database = database::sqlite().await;
        let options = PoolOptions {
            timeout,
            ..PoolOptions::default()
        };
        let db = connect(&database.url, &options).await.unwrap();
        let store = SeaOrmStore::new(db.clone());
        migrate(&db).await.unwrap();
        store.check().await.unwrap();
    }
}

#[tokio::test]
async fn sqlite_is_durable_and_enforces_foreign_keys() {
    let database = database::sqlite().await;
    let db = database.connect().await;
    assert_eq!(
        text(&db, "(SELECT journal_mode FROM pragma_journal_mode)").await,
        "wal"
    );
    assert_eq!(
        number(&db, "(SELECT synchronous FROM pragma_synchronous)").await,
        2
    );
    assert_eq!(
        number(&db, "(SELECT foreign_keys FROM pragma_foreign_keys)").await,
        1
    );
}

async fn mariadb_is_strict_and_uses_read_committed(database: &TestDatabase) {
    let db = database.connect().await;
    assert!(text(&db, "@@sql_mode").await.contains("STRICT_ALL_TABLES"));
    assert_eq!(text(&db, "@@tx_isolation").await, "READ-COMMITTED");
}

async fn server_with_an_unverifiable_certificate_is_refused(database: &TestDatabase) {
    let option = match database.url.starts_with("postgres:") {
        true => "sslmode=verify-full",
        false => "ssl-mode=VERIFY_IDENTITY",
    };
    refused(&format!("{}?{option}", database.url)).await;
}

async fn text(db: &DatabaseConnection, expression: &str) -> String {
    let select = Query::select()
        .expr(Expr::cust(expression.to_owned()))
        .take();
    let row = db.query_one(&select).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn number(db: &DatabaseConnection, expression: &str) -> i64 {
    let select = Query::select()
        .expr(Expr::cust(expression.to_owned()))
        .take();
    let row = db.query_one(&select).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
