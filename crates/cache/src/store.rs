use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{
    ChangeListener, Changes, Clock, Credential, EmailAddress, Event, Invitation, Link,
    LinkTokenHash, Mail, Session, SessionTokenHash, Store, Timestamp, Unavailable, UnitOfWork,
    User, UserId,
};

use crate::{SessionCache, unit::CachedUnit};

/// A store in front of another one, which is asked for a session only when that is not in memory
/// or may have changed.
pub struct CachedStore {
    inner: Arc<dyn Store>,
    cache: Arc<SessionCache>,
    changes: Box<dyn Changes>,
    clock: Arc<dyn Clock>,
    touch_after: Duration,
}

impl CachedStore {
    /// Keeps sessions of `inner` in `cache`, which `changes` must have as its listener. Whatever
    /// else this process does to users and sessions goes through this one store too, or is told by
    /// `changes`.
    ///
    /// When somebody was last seen elsewhere need not be told: a session that was not seen for
    /// `touch_after` is read again ([`SessionPolicy::touch_after`](vestibule_domain::SessionPolicy::touch_after)).
    /// Whoever was busy at another server would be idle for too long at this one.
    pub fn new(
        inner: Arc<dyn Store>,
        cache: Arc<SessionCache>,
        changes: Box<dyn Changes>,
        clock: Arc<dyn Clock>,
        touch_after: Duration,
    ) -> Self {
        Self {
            inner,
            cache,
            changes,
            clock,
            touch_after,
        }
    }
}

#[async_trait]
impl Store for CachedStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable> {
        let inner = self.inner.begin().await?;
        Ok(Box::new(CachedUnit::new(inner, self.cache.clone())))
    }

    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        if !self.changes.are_told().await {
            return self.inner.find_session(token).await;
        }
        let seen_after = self.clock.now() - self.touch_after;
        if let Some(found) = self.cache.find(token, seen_after) {
            return Ok(Some(found));
        }
        let before = self.cache.before();
        let found = self.inner.find_session(token).await?;
        if let Some((session, user)) = &found {
            self.cache.keep(&before, session, user);
        }
        Ok(found)
    }

    async fn list_sessions(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        self.inner.list_sessions(user, now, idle_since, limit).await
    }

    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let purged = self.inner.purge_sessions(now, idle_since, limit).await;
        if !matches!(purged, Ok(0)) {
            self.cache.anything_changed();
        }
        purged
    }

    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable> {
        self.inner.find_credential(email).await
    }

    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable> {
        self.inner.find_credential_by_id(user).await
    }

    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable> {
        self.inner.list_credentials(after, limit).await
    }

    async fn find_link(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<(Link, Credential)>, Unavailable> {
        self.inner.find_link(token).await
    }

    async fn find_invitation(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<Invitation>, Unavailable> {
        self.inner.find_invitation(token).await
    }

    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable> {
        self.inner.list_links(user).await
    }

    async fn list_events(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.inner.list_events(user, limit).await
    }

    async fn claim_mail(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable> {
        self.inner.claim_mail(now, again_at).await
    }

    async fn list_users_to_delete(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable> {
        self.inner.list_users_to_delete(now, limit).await
    }

    async fn purge_links(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.inner.purge_links(now, limit).await
    }

    async fn purge_invitations(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.inner.purge_invitations(now, limit).await
    }

    async fn purge_events(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        self.inner.purge_events(until, limit).await
    }
}
