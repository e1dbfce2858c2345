//! What others do to users and sessions, for a memory of sessions in front of the store.

mod notifications;
mod staleness;
mod wal_index;

use std::{sync::Arc, time::Duration};

use sea_orm::{DatabaseConnection, DbBackend};
use vestibule_domain::{ChangeListener, Changes, Unavailable};

pub(crate) use self::wal_index::{OwnCommit, WalIndex};
use self::{notifications::Notifications, staleness::Staleness};
use crate::{SeaOrmStore, error::unavailable};

impl SeaOrmStore {
    /// Tells `listener` what others do to users and sessions from now on.
    ///
    /// With SQLite and PostgreSQL nothing is missed. MariaDB and MySQL tell nothing by themselves,
    /// nor does an SQLite file without a write-ahead log or on a system where that can not be
    /// watched: there the listener is told that anything may have changed, each time when `accepted`
    /// is over. A session that was ended through another process then works on for that long. `None`
    /// where nothing is told, since no such time was accepted.
    ///
    /// Clones of this store that were made before know of the watch, too. To be called once, within
    /// a Tokio runtime.
    pub async fn watch(
        &self,
        listener: Arc<dyn ChangeListener>,
        accepted: Option<Duration>,
    ) -> Result<Option<Box<dyn Changes>>, Unavailable> {
        let exact = exact(self.db(), &listener).await.map_err(unavailable)?;
        Ok(match exact {
            Exact::File(index) => {
                self.queue().watch(&index);
                Some(Box::new(index))
            }
            Exact::Server(notifications) => Some(Box::new(notifications)),
            Exact::Nothing => {
                accepted.map(|limit| Box::new(Staleness::new(limit, listener)) as Box<dyn Changes>)
            }
        })
    }
}

enum Exact {
    File(WalIndex),
    Server(Notifications),
    Nothing,
}

async fn exact(
    db: &DatabaseConnection,
    listener: &Arc<dyn ChangeListener>,
) -> Result<Exact, sea_orm::DbErr> {
    let listener = listener.clone();
    Ok(match sea_orm::ConnectionTrait::get_database_backend(db) {
        DbBackend::Postgres => {
            let pool = db.get_postgres_connection_pool();
            Exact::Server(Notifications::listen(pool, listener))
        }
        DbBackend::Sqlite => {
            let index = WalIndex::open(db.get_sqlite_connection_pool(), listener).await?;
            index.map_or(Exact::Nothing, Exact::File)
        }
        _ => Exact::Nothing,
    })
}
