use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

use crate::connect::UnsupportedPooler;
#[cfg(feature = "postgres")]
use crate::connect::{Unfit, check_pooler};

/// The error of an unsupported connection pool of the application.
#[derive(thiserror::Error)]
pub enum UnsupportedPool {
    /// Foreign keys are off: the rows of a deleted user would stay.
    #[error("the pool of connections must have foreign keys on (sqlx: `foreign_keys(true)`)")]
    NoForeignKeys,
    /// The `sql_mode` is not strict: the database would truncate a text that is too long.
    #[error("the pool of connections must have a strict sql_mode, such as TRADITIONAL")]
    NotStrict,
    /// A pooler in front of PostgreSQL shares connections between clients.
    #[error(transparent)]
    Pooler(#[from] UnsupportedPooler),
    /// The database does not answer, or reports an error.
    #[error(transparent)]
    Database(#[from] DbErr),
}

vestibule_domain::debug_as_sentence!(UnsupportedPool);

/// Checks the settings of a pool that [`connect`](crate::connect()) did not open, and logs a warning about
/// slow ones. It checks one connection: all must have the same settings.
///
/// # Errors
///
/// The pool lacks a required setting, or the database does not answer.
///
/// # Examples
///
/// ```no_run
/// use vestibule_seaorm::{SeaOrmStore, check_pool, sea_orm::Database};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let db = Database::connect("postgres://shop@db.example/shop").await?;
/// check_pool(&db).await?;
/// let store = SeaOrmStore::new(db);
/// # Ok(()) }
/// ```
pub async fn check_pool(db: &DatabaseConnection) -> Result<(), UnsupportedPool> {
    match db.get_database_backend() {
        DbBackend::Sqlite => sqlite(db).await,
        DbBackend::MySql => mysql(db).await,
        #[cfg(feature = "postgres")]
        DbBackend::Postgres => postgres(db).await,
        backend => Err(DbErr::BackendNotSupported {
            db: backend.as_str(),
            ctx: "vestibule was built without its driver",
        }
        .into()),
    }
}

#[cfg(feature = "postgres")]
async fn postgres(db: &DatabaseConnection) -> Result<(), UnsupportedPool> {
    let pool = db.get_postgres_connection_pool();
    let statement_timeout = pool.options().get_acquire_timeout();
    let checked = check_pooler(&pool.connect_options(), statement_timeout).await;
    checked.map_err(|unfit| match unfit {
        Unfit::Pooler(pooler) => pooler.into(),
        Unfit::Database(error) => error.into(),
    })
}

async fn sqlite(db: &DatabaseConnection) -> Result<(), UnsupportedPool> {
    if ask::<i64>(db, "PRAGMA foreign_keys").await? != Some(1) {
        return Err(UnsupportedPool::NoForeignKeys);
    }
    let journal: Option<String> = ask(db, "PRAGMA journal_mode").await?;
    if journal.as_deref() != Some("wal") {
        tracing::warn!(
            "SQLite database without write-ahead log (journal_mode=WAL); readers wait for writers"
        );
    }
    Ok(())
}

async fn mysql(db: &DatabaseConnection) -> Result<(), UnsupportedPool> {
    let mode: Option<String> = ask(db, "SELECT @@SESSION.sql_mode").await?;
    let is_strict = mode.is_some_and(|mode| mode.contains("STRICT_"));
    is_strict.then_some(()).ok_or(UnsupportedPool::NotStrict)
}

async fn ask<T: sea_orm::TryGetable>(
    db: &DatabaseConnection,
    question: &str,
) -> Result<Option<T>, DbErr> {
    let question = Statement::from_string(db.get_database_backend(), question);
    let row = db.query_one_raw(question).await?;
    row.map(|row| row.try_get_by_index(0)).transpose()
}
