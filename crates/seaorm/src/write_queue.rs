use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use sea_orm::{ConnAcquireErr, DatabaseConnection, DbBackend, DbErr};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::{
    pool::Pool,
    watch::{OwnCommit, WalIndex},
};

/// Who wants to write to SQLite, first come, first served.
///
/// A file has one writer at a time. SQLite lets the others sleep and try again, in no order,
/// so that under load some try in vain for seconds, each with a connection in its hands that
/// readers could use. Here they wait without one, and in turn; only writers of other
/// processes are left to SQLite. The servers have better queues of their own.
#[derive(Clone, Debug)]
pub(crate) struct WriteQueue(Option<Arc<Sqlite>>);

#[derive(Debug)]
struct Sqlite {
    writer: Arc<Semaphore>,
    statement_timeout: Duration,
    watch: OnceLock<WalIndex>,
}

/// To hold it is to be the writer.
#[derive(Default)]
pub(crate) struct Turn {
    watch: Option<WalIndex>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Turn {
    /// Says that the writer is about to commit; see [`OwnCommit::succeeded`].
    pub(crate) fn begin_commit(&self) -> Option<OwnCommit> {
        self.watch.as_ref().map(WalIndex::begin_commit)
    }
}

impl WriteQueue {
    pub(crate) fn new(db: &DatabaseConnection) -> Self {
        Self((db.get_database_backend() == DbBackend::Sqlite).then(|| {
            Arc::new(Sqlite {
                writer: Arc::new(Semaphore::new(1)),
                statement_timeout: Pool::of(db).timeout,
                watch: OnceLock::new(),
            })
        }))
    }

    /// From now on, what is written here is told apart from what others write.
    pub(crate) fn watch(&self, index: &WalIndex) {
        if let Some(sqlite) = &self.0 {
            sqlite.watch.get_or_init(|| index.clone());
        }
    }

    /// Whether the file that is written to is no longer the one at its path.
    pub(crate) fn is_replaced(&self) -> bool {
        let watch = self.0.as_ref().and_then(|sqlite| sqlite.watch.get());
        watch.is_some_and(WalIndex::is_replaced)
    }

    /// Waits as long as for a connection.
    pub(crate) async fn turn(&self) -> Result<Turn, DbErr> {
        let Some(sqlite) = &self.0 else {
            return Ok(Turn::default());
        };
        match timeout(
            sqlite.statement_timeout,
            sqlite.writer.clone().acquire_owned(),
        )
        .await
        {
            Ok(Ok(permit)) => Ok(Turn {
                watch: sqlite.watch.get().cloned(),
                _permit: Some(permit),
            }),
            _ => Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
        }
    }
}
