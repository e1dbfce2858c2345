use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::OwnedMutexGuard;
use vestibule_domain::{Emails, Events, Sessions, Tokens, Unavailable, UnitOfWork, Users};

use crate::{rows::Rows, work::Work};

/// Works on a copy and holds the lock: to drop it is to roll it back.
pub(crate) struct MemoryUnit {
    stored: OwnedMutexGuard<Rows>,
    rows: Rows,
    work: Arc<Work>,
}

impl MemoryUnit {
    pub(crate) fn new(stored: OwnedMutexGuard<Rows>, work: Arc<Work>) -> Self {
        Self {
            rows: stored.clone(),
            stored,
            work,
        }
    }

    /// The rows, for one statement.
    pub(crate) fn rows(&mut self) -> &mut Rows {
        self.work.count();
        &mut self.rows
    }
}

#[async_trait]
impl UnitOfWork for MemoryUnit {
    fn users(&mut self) -> &mut dyn Users {
        self
    }

    fn sessions(&mut self) -> &mut dyn Sessions {
        self
    }

    fn tokens(&mut self) -> &mut dyn Tokens {
        self
    }

    fn emails(&mut self) -> &mut dyn Emails {
        self
    }

    fn events(&mut self) -> &mut dyn Events {
        self
    }

    async fn commit(mut self: Box<Self>) -> Result<(), Unavailable> {
        self.work.count();
        if self.work.is_conflict() {
            return Err(Unavailable::conflict("a conflict that a test asked for"));
        }
        *self.stored = self.rows;
        Ok(())
    }
}
