use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{
    ChangeListener, Changes, Clock, Session, SessionTokenHash, Store, StoredEmails, StoredEvents,
    StoredSessions, StoredTokens, StoredUsers, Timestamp, Unavailable, UnitOfWork, User, UserId,
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
    /// Caches sessions of `inner` in `cache`, which must be the listener of `changes`. All other
    /// changes of this process must go through this store too, or be reported by `changes`.
    ///
    /// Times of last use on other servers need no report: a session that was not used here for
    /// `touch_after` is read again ([`SessionPolicy::touch_after`](vestibule_domain::SessionPolicy::touch_after)).
    /// Otherwise a session that is active on another server would seem idle on this one.
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

    fn users(&self) -> &dyn StoredUsers {
        self.inner.users()
    }

    fn sessions(&self) -> &dyn StoredSessions {
        self
    }

    fn tokens(&self) -> &dyn StoredTokens {
        self.inner.tokens()
    }

    fn emails(&self) -> &dyn StoredEmails {
        self.inner.emails()
    }

    fn events(&self) -> &dyn StoredEvents {
        self.inner.events()
    }
}

#[async_trait]
impl StoredSessions for CachedStore {
    async fn find(&self, token: &SessionTokenHash) -> Result<Option<(Session, User)>, Unavailable> {
        if !self.changes.are_told().await {
            return self.inner.sessions().find(token).await;
        }
        let seen_after = self.clock.now() - self.touch_after;
        if let Some(found) = self.cache.find(token, seen_after) {
            return Ok(Some(found));
        }
        let before = self.cache.before();
        let found = self.inner.sessions().find(token).await?;
        if let Some((session, user)) = &found {
            self.cache.keep(&before, session, user);
        }
        Ok(found)
    }

    async fn list(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        self.inner
            .sessions()
            .list(user, now, idle_since, limit)
            .await
    }

    async fn purge(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let purged = self.inner.sessions().purge(now, idle_since, limit).await;
        if !matches!(purged, Ok(0)) {
            self.cache.anything_changed();
        }
        purged
    }
}
