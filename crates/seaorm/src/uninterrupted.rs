use std::future::Future;

use sea_orm::{DbErr, RuntimeErr};

/// Runs what talks to the database in a task of its own, which goes on to its end when
/// whoever waits for it goes away.
///
/// A web server drops the future of a handler when its client hangs up, at any `await`. A
/// `begin` that is dropped half-way leaves the pooled connection inside a transaction that
/// nobody knows of, and a statement that is dropped while MariaDB prepares it leaves packets
/// in the connection, which the next statement takes for its own answer (sqlx 0.9). So
/// everybody could disturb others by hanging up, and what they would read is not theirs.
pub(crate) async fn uninterrupted<T: Send + 'static>(
    work: impl Future<Output = Result<T, DbErr>> + Send + 'static,
) -> Result<T, DbErr> {
    tokio::spawn(work)
        .await
        .unwrap_or_else(|died| Err(DbErr::Exec(RuntimeErr::Internal(died.to_string()))))
}
