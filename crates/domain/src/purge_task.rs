use std::sync::Arc;

use crate::{Accounts, Unavailable};

/// Purges expired sessions, one-time tokens and events, full rate limits, and accounts that are due
/// for deletion. Nothing else depends on it or waits for it, and any number of servers may run it.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{PurgeTask, Unavailable};
///
/// async fn purge(task: &PurgeTask) -> Result<u64, Unavailable> {
///     let mut deleted = 0;
///     loop {
///         match task.purge_batch().await? {
///             0 => return Ok(deleted),
///             some => deleted += some,
///         }
///     }
/// }
/// ```
pub struct PurgeTask {
    accounts: Arc<Accounts>,
}

impl PurgeTask {
    /// Rows per transaction, few enough that no transaction is long.
    const BATCH: u32 = 200;
    /// Accounts per batch; each is deleted in its own transaction.
    const ACCOUNTS: u32 = 20;

    /// Creates a task for the store of `accounts`, with their policy.
    pub fn new(accounts: Arc<Accounts>) -> Self {
        Self { accounts }
    }

    /// Deletes a batch of expired rows and returns their number, zero when none is left. Pause
    /// between two batches, so that other writers proceed.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn purge_batch(&self) -> Result<u64, Unavailable> {
        let Accounts { ports, policy, .. } = &*self.accounts;
        let (store, now) = (&ports.store, ports.clock.now());
        let idle_since = policy.session.idle_since(now);
        let sessions = store.sessions().purge(now, idle_since, Self::BATCH).await?;
        let tokens = store.tokens().purge(now, Self::BATCH).await?;
        let forgotten = now - policy.events_kept;
        let events = store.events().purge(forgotten, Self::BATCH).await?;
        let rate_limits = ports.attempts.purge_attempts(now, Self::BATCH).await?;
        let accounts = self.accounts.delete_due_accounts(Self::ACCOUNTS).await?;
        Ok(sessions + tokens + events + rate_limits + accounts)
    }
}
