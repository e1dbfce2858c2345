use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::{Mutex, OwnedMutexGuard};
use vestibule_domain::{
    Event, QueuedEmail, Readiness, Store, StoredEmails, StoredEvents, StoredSessions, StoredTokens,
    StoredUsers, Unavailable, UnitOfWork,
};

use crate::{faults::Faults, rows::Rows, unit::MemoryUnit, work::Work};

/// A store in memory. One unit of work is open at a time, as on SQLite.
#[derive(Clone, Default)]
pub struct MemoryStore {
    rows: Arc<Mutex<Rows>>,
    work: Arc<Work>,
    pub(crate) faults: Arc<Faults>,
}

impl MemoryStore {
    /// Creates an empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of statements that a database would have executed, including the begin and end
    /// of transactions.
    pub fn work(&self) -> usize {
        self.work.counted()
    }

    /// Makes the next commits fail with [`Unavailable::conflict`], as after a deadlock.
    pub fn conflict_at_next_commits(&self, commits: usize) {
        self.work.set_conflicts(commits);
    }

    /// Returns the waiting emails, oldest first; the order within a second is undefined.
    pub async fn all_emails(&self) -> Vec<QueuedEmail> {
        let rows = self.rows.lock().await;
        let mut emails: Vec<_> = rows.emails.values().map(|row| row.email.clone()).collect();
        emails.sort_by_key(|email| (email.created_at, email.id));
        emails
    }

    /// Returns all events, including those without a user, oldest first; the order within a second
    /// is undefined.
    pub async fn all_events(&self) -> Vec<Event> {
        let rows = self.rows.lock().await;
        let mut events: Vec<_> = rows.events.values().cloned().collect();
        events.sort_by_key(|event| (event.at, event.id));
        events
    }

    /// Returns the rows, for one statement.
    pub(crate) async fn rows(&self) -> Result<OwnedMutexGuard<Rows>, Unavailable> {
        self.faults.ask()?;
        self.work.count();
        Ok(self.rows.clone().lock_owned().await)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        self.faults.wait().await;
        let unit = MemoryUnit::new(self.rows().await?, self.work.clone());
        Ok(Box::new(unit))
    }

    fn users(&self) -> &dyn StoredUsers {
        self
    }

    fn sessions(&self) -> &dyn StoredSessions {
        self
    }

    fn tokens(&self) -> &dyn StoredTokens {
        self
    }

    fn emails(&self) -> &dyn StoredEmails {
        self
    }

    fn events(&self) -> &dyn StoredEvents {
        self
    }
}

#[async_trait]
impl Readiness for MemoryStore {
    async fn check(&self) -> Result<(), Unavailable> {
        self.faults.ask()
    }
}
