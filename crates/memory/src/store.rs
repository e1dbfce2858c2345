use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::{Mutex, OwnedMutexGuard};
use vestibule_domain::{
    Credential, EmailAddress, Event, Invitation, Link, LinkTokenHash, Mail, Readiness, Session,
    SessionTokenHash, Store, Timestamp, Unavailable, UnitOfWork, User, UserId,
};

use crate::{
    rows::{Rows, purge},
    unit::MemoryUnit,
    work::Work,
};

/// Users and all that is theirs, in memory. Units of work wait for each other, as they do on
/// SQLite.
#[derive(Clone, Default)]
pub struct MemoryStore {
    rows: Arc<Mutex<Rows>>,
    work: Arc<Work>,
}

impl MemoryStore {
    /// A store without users.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many statements a database would have had to answer, the beginnings and ends of
    /// transactions included.
    pub fn work(&self) -> usize {
        self.work.counted()
    }

    /// Lets the next commits fail with [`Unavailable::conflict`], as after a deadlock.
    pub fn conflict_at_next_commits(&self, commits: usize) {
        self.work.set_conflicts(commits);
    }

    /// The mails that wait, in the order in which they were written or, within a second, in any.
    pub async fn mails(&self) -> Vec<Mail> {
        let rows = self.rows.lock().await;
        let mut mails: Vec<_> = rows.mails.values().map(|row| row.mail.clone()).collect();
        mails.sort_by_key(|mail| (mail.created_at, mail.id));
        mails
    }

    /// All events, also those that are about nobody, the earliest first or, within a second, in
    /// any order.
    pub async fn events(&self) -> Vec<Event> {
        let rows = self.rows.lock().await;
        let mut events: Vec<_> = rows.events.values().cloned().collect();
        events.sort_by_key(|event| (event.at, event.id));
        events
    }

    /// The rows, for one statement.
    pub(crate) async fn rows(&self) -> OwnedMutexGuard<Rows> {
        self.work.count();
        self.rows.clone().lock_owned().await
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        let unit = MemoryUnit::new(self.rows().await, self.work.clone());
        Ok(Box::new(unit))
    }

    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        Ok(self.rows().await.session(token))
    }

    async fn list_sessions(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let alive = |s: &Session| !is_over(s, now, idle_since);
        Ok(self.rows().await.sessions_of(user, limit, alive))
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let over = |s: &Session| is_over(s, now, idle_since);
        Ok(purge(&mut self.rows().await.sessions, limit, over))
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        Ok(self.rows().await.credential(email).cloned())
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        Ok(self.rows().await.users.get(&user).cloned())
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        Ok(self.rows().await.credentials(after, limit))
    }

    async fn find_link(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<(Link, Credential)>, Unavailable> {
        Ok(self.rows().await.link(token))
    }

    async fn find_invitation(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<Invitation>, Unavailable> {
        Ok(self.rows().await.invitations.get(token).cloned())
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        let rows = self.rows().await;
        let own = rows.links.values().filter(|link| link.user_id == user);
        Ok(own.cloned().collect())
    }

    async fn list_events(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        Ok(self.rows().await.events_of(user, limit))
    }

    async fn claim_mail(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable> {
        Ok(self.rows().await.claim_mail(now, again_at))
    }

    async fn list_users_to_delete(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        Ok(self.rows().await.users_to_delete(now, limit))
    }

    async fn purge_links(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let links = &mut self.rows().await.links;
        Ok(purge(links, limit, |link| !link.is_alive(now)))
    }

    async fn purge_invitations(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let invitations = &mut self.rows().await.invitations;
        Ok(purge(invitations, limit, |invitation| {
            !invitation.is_alive(now)
        }))
    }

    async fn purge_events(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let events = &mut self.rows().await.events;
        Ok(purge(events, limit, |event| event.at <= until))
    }
}

#[async_trait]
impl Readiness for MemoryStore {
    async fn check(&self) -> Result<(), Unavailable> {
        Ok(())
    }
}

fn is_over(session: &Session, now: Timestamp, idle_since: Timestamp) -> bool {
    session.expires_at <= now || session.last_seen_at <= idle_since
}
