use std::sync::Arc;

use crate::{Accounts, Unavailable};

/// Clears away what time leaves behind: sessions, links, invitations and events that are over, budgets that
/// are full, and accounts whose owners wanted them gone. Nothing else depends on it, and nobody waits for it.
pub struct Housekeeping {
    accounts: Arc<Accounts>,
}

impl Housekeeping {
    /// Few enough that no transaction is long.
    const BATCH: u32 = 200;
    /// Each is a transaction of its own.
    const ACCOUNTS: u32 = 20;

    /// Keeps the store of `accounts`, by their policy.
    pub fn new(accounts: Arc<Accounts>) -> Self {
        Self { accounts }
    }

    /// Deletes a batch of what is over, and tells how much it was; zero when all is done. Rest
    /// between two batches, so that others come to write.
    pub async fn purge_batch(&self) -> Result<u64, Unavailable> {
        let Accounts { ports, policy, .. } = &*self.accounts;
        let (store, now) = (&ports.store, ports.clock.now());
        let idle_since = policy.session.idle_since(now);
        let sessions = store.purge_sessions(now, idle_since, Self::BATCH).await?;
        let links = store.purge_links(now, Self::BATCH).await?;
        let invitations = store.purge_invitations(now, Self::BATCH).await?;
        let forgotten = now - policy.events_kept;
        let events = store.purge_events(forgotten, Self::BATCH).await?;
        let budgets = ports.attempts.purge_attempts(now, Self::BATCH).await?;
        let accounts = self.accounts.delete_due_accounts(Self::ACCOUNTS).await?;
        Ok(sessions + links + invitations + events + budgets + accounts)
    }
}
