use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::{Mutex, OwnedMutexGuard};
use vestibule_domain::{
    Credential, EmailAddress, Readiness, Session, SessionTokenHash, Store, Timestamp, Unavailable,
    UnitOfWork, User, UserId,
};

use crate::{rows::Rows, unit::MemoryUnit};

/// Users and sessions in memory. Units of work wait for each other, as they do on SQLite.
#[derive(Clone, Default)]
pub struct MemoryStore {
    rows: Arc<Mutex<Rows>>,
}

impl MemoryStore {
    /// A store without users.
    pub fn new() -> Self {
        Self::default()
    }

    async fn rows(&self) -> OwnedMutexGuard<Rows> {
        self.rows.clone().lock_owned().await
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        Ok(Box::new(MemoryUnit::new(self.rows().await)))
    }

    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        let rows = self.rows().await;
        let session = rows
            .sessions
            .values()
            .find(|session| session.token == *token);
        Ok(session.and_then(|session| {
            let owner = rows.users.get(&session.user_id)?;
            Some((session.clone(), owner.user.clone()))
        }))
    }

    async fn list_sessions(&self, user: UserId) -> Result<Vec<Session>, Unavailable> {
        let rows = self.rows().await;
        let own = rows
            .sessions
            .values()
            .filter(|session| session.user_id == user);
        let mut sessions: Vec<_> = own.cloned().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse((session.last_seen_at, session.id)));
        Ok(sessions)
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let mut rows = self.rows().await;
        let ended = |s: &&Session| s.expires_at <= now || s.last_seen_at <= idle_since;
        let doomed = rows
            .sessions
            .values()
            .filter(ended)
            .map(|session| session.id);
        let doomed: Vec<_> = doomed
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .collect();
        for id in &doomed {
            rows.sessions.remove(id);
        }
        Ok(doomed.len() as u64)
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        let rows = self.rows().await;
        Ok(rows
            .users
            .values()
            .find(|credential| credential.user.email == *email)
            .cloned())
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        Ok(self.rows().await.users.get(&user).cloned())
    }
}

#[async_trait]
impl Readiness for MemoryStore {
    async fn check(&self) -> Result<(), Unavailable> {
        Ok(())
    }
}
