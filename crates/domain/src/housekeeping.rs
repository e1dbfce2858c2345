use std::sync::Arc;

use crate::{Clock, SessionPolicy, Store, Unavailable};

/// Clears away what time leaves behind: sessions that ended. Nothing depends on it but the
/// size of the store, and nobody waits for it.
pub struct Housekeeping {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    sessions: SessionPolicy,
}

impl Housekeeping {
    /// Few enough that no transaction is long.
    const BATCH: u32 = 500;

    /// Keeps `store`, where sessions live as long as the policy says.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, sessions: SessionPolicy) -> Self {
        Self {
            store,
            clock,
            sessions,
        }
    }

    /// Deletes a batch of what has ended, and tells how much it was; zero when all is done.
    /// Rest between two batches, so that others come to write.
    pub async fn purge_batch(&self) -> Result<u64, Unavailable> {
        let now = self.clock.now();
        self.store
            .purge_sessions(now, now - self.sessions.idle, Self::BATCH)
            .await
    }
}
