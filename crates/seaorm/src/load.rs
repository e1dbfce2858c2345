use std::time::Duration;

use metrics::counter;
use tokio::time::timeout;
use vestibule_domain::Unavailable;

use crate::{
    SeaOrmStore,
    error::Kind,
    pool::Pool,
    queued_email::{self, Outbox},
};

/// The timeout of queries for metrics, short so that they delay no other query.
const LOOK: Duration = Duration::from_secs(1);

/// The connections of this server to the database, at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLoad {
    /// Connections in use.
    pub in_use: u32,
    /// Idle connections.
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

    /// What waits to be emailed: one query of bounded cost, and a second at most.
    ///
    /// # Errors
    ///
    /// If the database does not answer within a second.
    pub async fn outbox(&self) -> Result<Outbox, Unavailable> {
        let query = self.one(
            self.build(&queued_email::waiting_longest()),
            queued_email::read_outbox,
        );
        let found = timeout(LOOK, query).await.map_err(Unavailable::new)??;
        found.ok_or_else(|| Unavailable::new("an aggregate without a row"))
    }
}

/// Creates all error counters with the value 0: monitoring misses the first increment of a counter
/// that begins at 1.
pub fn count_errors_from_zero() {
    for kind in Kind::ALL {
        counter!("vestibule_database_errors_total", "kind" => kind.as_str()).increment(0);
    }
}
