use async_trait::async_trait;

use super::Accounts;
use crate::Unavailable;

/// Few enough that no transaction is long.
const BATCH: u32 = 500;

/// Port: what time leaves behind is cleared away. Nobody waits for it.
#[async_trait]
pub trait Housekeeping: Send + Sync {
    /// Deletes a small batch of what has ended, and tells how much: zero means that all is
    /// done. Whoever calls it again and again should rest in between.
    async fn purge_batch(&self) -> Result<u64, Unavailable>;
}

#[async_trait]
impl Housekeeping for Accounts {
    async fn purge_batch(&self) -> Result<u64, Unavailable> {
        let now = self.ports.clock.now();
        let idle_since = now - self.policy.session.idle;
        self.ports
            .store
            .purge_sessions(now, idle_since, BATCH)
            .await
    }
}
