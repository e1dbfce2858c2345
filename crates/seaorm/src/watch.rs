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
    /// Notifies `listener` of changes that other processes make to users and sessions.
    ///
    /// With SQLite and PostgreSQL no change is missed. MariaDB and MySQL report no changes, nor does
    /// an SQLite file without a write-ahead log or with an exclusive lock, or a platform on which no
    /// file can be watched. There the listener is told after each period of `accepted` that anything
    /// may have changed, so a session that another process revoked stays valid for that long.
    /// Returns `None` if there are no reports and no time is accepted.
    ///
    /// Earlier clones of this store use the watch too. Call it once, within a Tokio runtime.
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
