use std::{sync::Arc, time::Duration};

use sea_orm::{ConnAcquireErr, DatabaseConnection, DbBackend, DbErr};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Who wants to write to SQLite, first come, first served.
///
/// A file has one writer at a time. SQLite lets the others sleep and try again, in no order,
/// so that under load some try in vain for seconds, each with a connection in its hands that
/// readers could use. Here they wait without one, and in turn; only writers of other
/// processes are left to SQLite. The servers have better queues of their own.
#[derive(Clone, Debug)]
pub(crate) struct WriteQueue(Option<(Arc<Semaphore>, Duration)>);

/// To hold it is to be the writer.
pub(crate) type Turn = Option<OwnedSemaphorePermit>;

impl WriteQueue {
    pub(crate) fn new(db: &DatabaseConnection) -> Self {
        Self((db.get_database_backend() == DbBackend::Sqlite).then(|| {
            let patience = db
                .get_sqlite_connection_pool()
                .options()
                .get_acquire_timeout();
            (Arc::new(Semaphore::new(1)), patience)
        }))
    }

    /// Waits as long as for a connection.
    pub(crate) async fn turn(&self) -> Result<Turn, DbErr> {
        let Some((queue, patience)) = &self.0 else {
            return Ok(None);
        };
        match timeout(*patience, queue.clone().acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Some(turn)),
            _ => Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
        }
    }
}
