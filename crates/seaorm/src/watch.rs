//! What others do to users and sessions, for a memory of sessions in front of the store.

mod place;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
mod staleness;
mod triggers;
mod wal_index;

use std::{sync::Arc, time::Duration};

use vestibule_domain::{ChangeListener, Changes};

use self::staleness::Staleness;
pub use self::triggers::has_change_triggers;
pub(crate) use self::wal_index::{OwnCommit, WalIndex};
use crate::SeaOrmStore;

impl SeaOrmStore {
    /// Tells `listener` what others do to users and sessions from now on.
    ///
    /// With SQLite and PostgreSQL nothing is missed. MariaDB and MySQL tell nothing by themselves,
    /// nor does an SQLite file without a write-ahead log, one that a pool has for itself, or a system
    /// on which none can be watched: there the listener is told that anything may have changed, each time when `accepted`
    /// is over. A session that was ended through another process then works on for that long. `None`
    /// where nothing is told, since no such time was accepted.
    ///
    /// Clones of this store that were made before know of the watch, too. To be called once, within
    /// a Tokio runtime.
    pub async fn watch(
        &self,
        listener: Arc<dyn ChangeListener>,
        accepted: Option<Duration>,
    ) -> Option<Box<dyn Changes>> {
        match self.db().get_database_backend() {
            #[cfg(feature = "postgres")]
            sea_orm::DbBackend::Postgres => {
                let pool = self.db().get_postgres_connection_pool();
                return Some(Box::new(postgres::Notifications::listen(pool, listener)));
            }
            #[cfg(feature = "sqlite")]
            sea_orm::DbBackend::Sqlite => {
                let pool = self.db().get_sqlite_connection_pool();
                if let Some(index) = sqlite::watch(pool, listener.clone()).await {
                    self.queue().watch(&index);
                    return Some(Box::new(index));
                }
            }
            _ => {}
        }
        accepted.map(|limit| Box::new(Staleness::new(limit, listener)) as Box<dyn Changes>)
    }
}
