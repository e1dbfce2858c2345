use std::future::Future;

use sea_orm::{DbErr, RuntimeErr};
use tracing::Instrument;

/// Runs a part of a transaction in a task of its own, which completes even if the caller is
/// cancelled.
///
/// When a client disconnects, axum drops the handler future at any `await`. A dropped `begin` leaves
/// the pooled connection inside an open transaction, and its next user works in that transaction
/// (sqlx 0.9, with PostgreSQL and MariaDB). A query outside a transaction may be dropped: the pool
/// drains and tests a returned connection.
///
/// Log lines of the task belong to the span of the request.
pub(crate) async fn uninterrupted<T: Send + 'static>(
    work: impl Future<Output = Result<T, DbErr>> + Send + 'static,
) -> Result<T, DbErr> {
    tokio::spawn(work.in_current_span())
        .await
        .unwrap_or_else(|died| Err(DbErr::Exec(RuntimeErr::Internal(died.to_string()))))
}
