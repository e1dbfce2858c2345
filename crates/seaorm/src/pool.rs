use std::time::Duration;

use sea_orm::{
    DatabaseConnection, DbBackend,
    sqlx::{self, Database},
};

use crate::PoolOptions;

/// The statistics of a connection pool of any database.
pub(crate) struct Pool {
    pub(crate) size: u32,
    pub(crate) idle: u32,
    pub(crate) max: u32,
    /// How long a connection is awaited.
    pub(crate) timeout: Duration,
}

impl Pool {
    pub(crate) fn of(db: &DatabaseConnection) -> Self {
        match db.get_database_backend() {
            #[cfg(feature = "sqlite")]
            DbBackend::Sqlite => Self::read(db.get_sqlite_connection_pool()),
            #[cfg(feature = "postgres")]
            DbBackend::Postgres => Self::read(db.get_postgres_connection_pool()),
            #[cfg(feature = "mysql")]
            DbBackend::MySql => Self::read(db.get_mysql_connection_pool()),
            // A host built SeaOrm with a driver that this crate was built without.
            _ => Self {
                size: 0,
                idle: 0,
                max: 0,
                timeout: PoolOptions::default().timeout,
            },
        }
    }

    fn read<D: Database>(pool: &sqlx::Pool<D>) -> Self {
        Self {
            size: pool.size(),
            idle: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX),
            max: pool.options().get_max_connections(),
            timeout: pool.options().get_acquire_timeout(),
        }
    }
}
