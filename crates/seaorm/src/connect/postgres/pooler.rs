//! A pooler in front of PostgreSQL may give each transaction another connection. Statements that
//! were prepared on one are then missing on the next, or another client's have their names. What
//! `LISTEN` asked for on one comes to another client, which the driver takes for an error.

use std::time::Duration;

use sea_orm::{
    DbErr, RuntimeErr,
    sqlx::{self, Connection, PgConnection, postgres::PgConnectOptions, query_scalar},
};
use tokio::time::timeout;

use crate::connect::UnsupportedPooler;

/// How often both connections are asked. Other clients of the pooler may take the connection that
/// they would share.
const ROUNDS: usize = 4;

/// Why PostgreSQL cannot be used by this way.
#[derive(Debug)]
pub(crate) enum Unfit {
    Pooler(UnsupportedPooler),
    Database(DbErr),
}

impl From<sqlx::Error> for Unfit {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DbErr::Conn(RuntimeErr::SqlxError(error.into())))
    }
}

/// Asks two connections several times which process of PostgreSQL answers.
///
/// Both share a process, or one is answered by several, exactly when a pooler works by
/// transactions.
pub(crate) async fn check_pooler(
    options: &PgConnectOptions,
    statement_timeout: Duration,
) -> Result<(), Unfit> {
    let checked = timeout(statement_timeout, ask_alternately(options)).await;
    checked.unwrap_or(Err(sqlx::Error::PoolTimedOut.into()))
}

async fn ask_alternately(options: &PgConnectOptions) -> Result<(), Unfit> {
    let mut one = PgConnection::connect_with(options).await?;
    let mut other = PgConnection::connect_with(options).await?;
    let (own, its) = (process(&mut one).await?, process(&mut other).await?);
    for _ in 0..ROUNDS {
        // Twice: a pooler may give its connections away in turn.
        let again = [process(&mut one).await?, process(&mut one).await?];
        let is_shared = own == its || again != [own; 2] || process(&mut other).await? != its;
        if is_shared {
            return Err(Unfit::Pooler(UnsupportedPooler));
        }
    }
    one.close().await?;
    Ok(other.close().await?)
}

async fn process(connection: &mut PgConnection) -> Result<i32, Unfit> {
    let asked = query_scalar("SELECT pg_backend_pid()").fetch_one(connection);
    asked
        .await
        .map_err(|error| match is_of_another_statement(&error) {
            true => Unfit::Pooler(UnsupportedPooler),
            false => error.into(),
        })
}

/// Whether the statement is not on this connection, or another one has its name.
fn is_of_another_statement(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::RowNotFound => true,
        error => error.as_database_error().is_some_and(|error| {
            // The statement is missing; it is there already; it takes other parameters.
            matches!(error.code().as_deref(), Some("26000" | "42P05" | "08P01"))
        }),
    }
}
