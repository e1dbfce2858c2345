use std::sync::Arc;

use sea_orm::sqlx::{self, ConnectOptions, Row, SqliteConnection, SqlitePool, sqlite::SqliteRow};
use vestibule_domain::{ChangeListener, ErrorChain};

use super::WalIndex;

/// Watches the database behind a pool. `None` where it has no write-ahead log, or its index cannot
/// be read.
pub(super) async fn watch(
    pool: &SqlitePool,
    listener: Arc<dyn ChangeListener>,
) -> Option<WalIndex> {
    open(pool, listener).await.unwrap_or_else(|error| {
        tracing::warn!(
            error = %ErrorChain(&error),
            "cannot watch the database for changes; sessions are read from the database"
        );
        None
    })
}

async fn open(
    pool: &SqlitePool,
    listener: Arc<dyn ChangeListener>,
) -> Result<Option<WalIndex>, sqlx::Error> {
    let mut connection = pool.connect_options().connect().await?;
    match file_of(&mut connection).await? {
        Some(database) => Ok(WalIndex::open(&database, Box::new(connection), listener)?),
        None => Ok(None),
    }
}

/// The database's file, if it has a write-ahead log: which is open from then on.
async fn file_of(connection: &mut SqliteConnection) -> Result<Option<String>, sqlx::Error> {
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await?;
    if journal != "wal" {
        return Ok(None);
    }
    let _tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut *connection)
        .await?;
    let main: SqliteRow = sqlx::query("PRAGMA database_list")
        .fetch_one(&mut *connection)
        .await?;
    main.try_get(2).map(Some)
}
