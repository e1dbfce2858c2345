use std::time::Duration;

use metrics::counter;
use sea_orm::{
    DbBackend,
    sqlx::{Database, Pool},
};
use tokio::time::timeout;
use vestibule_domain::Unavailable;

use crate::{
    SeaOrmStore,
    error::Kind,
    mail::{self, Outbox},
};

/// Who only looks how things are does not wait for long, and stands in nobody's way.
const LOOK: Duration = Duration::from_secs(1);

/// The connections of this server to the database, at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLoad {
    /// Connections that somebody works with.
    pub in_use: u32,
    /// Connections that are open and wait for somebody.
    pub idle: u32,
    /// The most that there may be.
    pub max: u32,
}

impl SeaOrmStore {
    /// How the connections are used. Asks the database nothing.
    pub fn pool_load(&self) -> PoolLoad {
        let db = self.db();
        match db.get_database_backend() {
            DbBackend::Postgres => load(db.get_postgres_connection_pool()),
            DbBackend::MySql => load(db.get_mysql_connection_pool()),
            _ => load(db.get_sqlite_connection_pool()),
        }
    }

    /// What waits to be mailed: one query of bounded cost, and a second at most.
    pub async fn outbox(&self) -> Result<Outbox, Unavailable> {
        let query = self.one(self.build(&mail::waiting_longest()), mail::read_outbox);
        let found = timeout(LOOK, query).await.map_err(Unavailable::new)??;
        found.ok_or_else(|| Unavailable::new("an aggregate without a row"))
    }
}

/// Counts nothing yet of each kind of error. Of a counter that begins at one, nobody sees the
/// first step.
pub fn count_errors_from_zero() {
    for kind in Kind::ALL {
        counter!("vestibule_database_errors_total", "kind" => kind.as_str()).increment(0);
    }
}

fn load<D: Database>(pool: &Pool<D>) -> PoolLoad {
    let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
    PoolLoad {
        in_use: pool.size().saturating_sub(idle),
        idle,
        max: pool.options().get_max_connections(),
    }
}
