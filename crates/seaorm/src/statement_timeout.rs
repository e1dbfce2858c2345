use std::{future::Future, time::Duration};

use sea_orm::{DatabaseConnection, DbErr, RuntimeErr};
use tokio::time::timeout;

use crate::pool::Pool;

/// The waits for a connection and for a lock end by themselves, with an error that says more.
/// Only then is it the database that does not answer.
const BEYOND_OTHER_WAITS: Duration = Duration::from_secs(2);

/// How long one answer of the database is awaited. A server that hangs, or a network that
/// loses packets, gives no error: without an end to the wait, every page would hang with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StatementTimeout(Duration);

impl StatementTimeout {
    /// A little more than the pool's own wait for a connection.
    pub(crate) fn of(db: &DatabaseConnection) -> Self {
        Self(Pool::of(db).timeout + BEYOND_OTHER_WAITS)
    }

    pub(crate) async fn wait<T>(
        self,
        answer: impl Future<Output = Result<T, DbErr>>,
    ) -> Result<T, DbErr> {
        timeout(self.0, answer).await.unwrap_or_else(|_| {
            let late = format!("no answer from the database within {} s", self.0.as_secs());
            Err(DbErr::Conn(RuntimeErr::Internal(late)))
        })
    }
}
