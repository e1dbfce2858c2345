use std::{future::Future, time::Duration};

use sea_orm::{DatabaseConnection, DbBackend, DbErr, RuntimeErr};
use tokio::time::timeout;

/// The waits for a connection and for a lock end by themselves, with an error that says more.
/// Only then is it the database that does not answer.
const BEYOND_OTHER_WAITS: Duration = Duration::from_secs(2);

/// How long one answer of the database is awaited. A server that hangs, or a network that
/// loses packets, gives no error: without an end to the wait, every page would hang with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience(Duration);

impl Patience {
    /// A little more than the pool's own wait for a connection.
    pub(crate) fn of(db: &DatabaseConnection) -> Self {
        let for_a_connection = match db.get_database_backend() {
            DbBackend::Postgres => db
                .get_postgres_connection_pool()
                .options()
                .get_acquire_timeout(),
            DbBackend::MySql => db
                .get_mysql_connection_pool()
                .options()
                .get_acquire_timeout(),
            _ => db
                .get_sqlite_connection_pool()
                .options()
                .get_acquire_timeout(),
        };
        Self(for_a_connection + BEYOND_OTHER_WAITS)
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
