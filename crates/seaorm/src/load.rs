use std::time::Duration;

use metrics::counter;
use tokio::time::timeout;
use vestibule_domain::Unavailable;

use crate::{
    SeaOrmStore,
    error::Kind,
    mail::{self, Outbox},
    pool::Pool,
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
        let pool = Pool::of(self.db());
        PoolLoad {
            in_use: pool.size.saturating_sub(pool.idle),
            idle: pool.idle,
            max: pool.max,
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
