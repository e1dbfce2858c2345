use sea_orm_migration::{
    prelude::*,
    sea_orm::{
        DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
        TransactionOptions, TransactionTrait,
    },
};

use crate::{
    Migrator, SchemaState, schema_state,
    state::{applied, compare},
};

/// How long, in seconds, one server waits for another that migrates.
const LOCK_WAIT: u32 = 60;

/// Why a schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// See [`SchemaState::Ahead`]. Nothing was changed.
    #[error(
        "the database was made by a newer version: this program does not know its migration {unknown}"
    )]
    Ahead {
        /// The latest of the migrations that this program does not know.
        unknown: String,
    },
    /// The database does not answer, or refuses.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Brings the schema up to date.
///
/// Any number of servers may start it at the same moment: one works, under a lock of the
/// database, and the others wait up to a minute and find nothing left to do. On a schema
/// that is current it only looks, so that a database user without the right to change tables
/// may call it. Killed at any point, the next call finishes the work.
///
/// # Errors
///
/// If the database is unavailable, its schema is newer than this version, or a migration fails.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), MigrateError> {
    match schema_state(db).await? {
        SchemaState::Current => Ok(()),
        SchemaState::Ahead { unknown } => Err(MigrateError::Ahead { unknown }),
        // In a task of its own: a caller that gives up waiting must not leave the lock behind
        // in a connection of the pool.
        SchemaState::Behind => tokio::spawn(migrate_alone(db.clone()))
            .await
            .map_err(|died| DbErr::Migration(died.to_string()))?,
    }
}

async fn migrate_alone(db: DatabaseConnection) -> Result<(), MigrateError> {
    // On MariaDB this is no transaction, because every schema change commits; but it keeps all
    // statements on the connection with the lock.
    let transaction = db
        .begin_with_options(TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        })
        .await?;
    lock(&transaction).await?;
    let migrated = apply_missing(&transaction).await;
    unlock(&transaction).await?;
    migrated?;
    transaction.commit().await?;
    Ok(())
}

async fn apply_missing(transaction: &DatabaseTransaction) -> Result<(), MigrateError> {
    Migrator::install(transaction).await?;
    // The previous owner of the lock may have been another version.
    match compare(applied(transaction).await?) {
        SchemaState::Current => Ok(()),
        SchemaState::Ahead { unknown } => Err(MigrateError::Ahead { unknown }),
        SchemaState::Behind => Ok(Migrator::up(transaction, None).await?),
    }
}

/// Waits until no other process migrates this database.
async fn lock(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    match transaction.get_database_backend() {
        // `READ COMMITTED` on every server: migrations committed during the wait must be visible.
        DbBackend::Postgres => transaction
            .execute_unprepared(&format!(
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; \
                 SET LOCAL lock_timeout = '{LOCK_WAIT}s'; \
                 SELECT pg_advisory_xact_lock(hashtext('vestibule_migrations'))"
            ))
            .await
            .map(drop),
        DbBackend::MySql => {
            let locked = format!("GET_LOCK({MYSQL_LOCK}, {LOCK_WAIT})");
            match ask_mysql(transaction, locked).await? {
                Some(1) => Ok(()),
                _ => Err(DbErr::Migration(format!(
                    "another program held the lock of the migrations for {LOCK_WAIT} seconds"
                ))),
            }
        }
        // `BEGIN IMMEDIATE` was the lock.
        _ => Ok(()),
    }
}

/// Ends the one lock that would outlive its transaction.
async fn unlock(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::MySql {
        ask_mysql(transaction, format!("RELEASE_LOCK({MYSQL_LOCK})")).await?;
    }
    Ok(())
}

/// Locks of MariaDB have names of up to 64 characters, and belong to the whole server.
const MYSQL_LOCK: &str = "CONCAT('vestibule:', LEFT(SHA2(DATABASE(), 256), 32))";

async fn ask_mysql(transaction: &DatabaseTransaction, call: String) -> Result<Option<i64>, DbErr> {
    let select = Query::select().expr(Expr::cust(call)).take();
    match transaction.query_one(&select).await? {
        Some(row) => row.try_get_by_index(0),
        None => Ok(None),
    }
}
