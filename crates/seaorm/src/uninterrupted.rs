use std::future::Future;

use sea_orm::{DbErr, RuntimeErr};
use tracing::Instrument;

/// Runs a part of a unit of work in a task of its own, which goes on to its end when whoever
/// waits for it goes away.
///
/// A web server drops the future of a handler when its client hangs up, at any `await`. A
/// `begin` that is dropped half-way leaves the pooled connection inside a transaction that
/// nobody knows of, and whoever gets it next works in there (sqlx 0.9, with PostgreSQL and
/// MariaDB). A query outside of a unit may be dropped: a connection that comes back to the
/// pool is drained and tested.
///
/// What it logs is said within the request that it belongs to.
pub(crate) async fn uninterrupted<T: Send + 'static>(
    work: impl Future<Output = Result<T, DbErr>> + Send + 'static,
) -> Result<T, DbErr> {
    tokio::spawn(work.in_current_span())
        .await
        .unwrap_or_else(|died| Err(DbErr::Exec(RuntimeErr::Internal(died.to_string()))))
}
