use std::cmp::Reverse;

use async_trait::async_trait;
use vestibule_domain::{
    AuthEpoch, Credential, Session, SessionId, SessionTokenHash, Sessions, StoredSessions,
    Timestamp, Unavailable, User, UserId,
};

use crate::{
    rows::{Rows, delete, purge, without_language},
    store::MemoryStore,
    unit::MemoryUnit,
};

impl Rows {
    pub(crate) fn session(&self, token: &SessionTokenHash) -> Option<(Session, User)> {
        let session = self.sessions.values().find(|known| known.token == *token)?;
        let owner = self.users.get(&session.user_id)?;
        Some((session.clone(), owner.user.clone()))
    }

    pub(crate) fn sessions_of(
        &self,
        user: UserId,
        limit: u32,
        is_valid: impl Fn(&Session) -> bool,
    ) -> Vec<Session> {
        let own = self.sessions.values().filter(|s| s.user_id == user);
        let mut sessions: Vec<_> = own.filter(|s| is_valid(s)).cloned().collect();
        sessions.sort_by_key(|session| Reverse((session.last_seen_at, session.id)));
        sessions.truncate(limit as usize);
        sessions
    }
}

#[async_trait]
impl Sessions for MemoryUnit {
    async fn insert(&mut self, session: &Session, proven: AuthEpoch) -> Result<bool, Unavailable> {
        let rows = self.rows();
        let owner = rows.users.get(&session.user_id);
        let lets_in = |owner: &Credential| {
            owner.user.auth_epoch == proven && owner.user.disabled_at.is_none()
        };
        if !owner.is_some_and(lets_in) {
            return Ok(false);
        }
        if rows.session(&session.token).is_some() {
            return Err(Unavailable::new("another session has this token"));
        }
        let session = session
            .clone()
            .with(|session| session.client = without_language(&session.client));
        rows.sessions.insert(session.id, session);
        Ok(true)
    }

    async fn touch(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows().sessions.get_mut(&session);
        let stale = stored.filter(|stored| stored.last_seen_at <= unless_since);
        Ok(stale.map(|stored| stored.last_seen_at = seen_at).is_some())
    }

    async fn delete(&mut self, user: UserId, session: SessionId) -> Result<bool, Unavailable> {
        let sessions = &mut self.rows().sessions;
        Ok(delete(sessions, |s| s.user_id == user && s.id == session) > 0)
    }

    async fn delete_by_token(&mut self, token: &SessionTokenHash) -> Result<bool, Unavailable> {
        Ok(delete(&mut self.rows().sessions, |session| session.token == *token) > 0)
    }

    async fn delete_all(
        &mut self,
        user: UserId,
        kept: Option<SessionId>,
    ) -> Result<u64, Unavailable> {
        let sessions = &mut self.rows().sessions;
        Ok(delete(sessions, |s| {
            s.user_id == user && Some(s.id) != kept
        }))
    }
}

#[async_trait]
impl StoredSessions for MemoryStore {
    async fn find(&self, token: &SessionTokenHash) -> Result<Option<(Session, User)>, Unavailable> {
        Ok(self.rows().await?.session(token))
    }

    async fn list(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let alive = |s: &Session| !is_over(s, now, idle_since);
        Ok(self.rows().await?.sessions_of(user, limit, alive))
    }

    async fn purge(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable> {
        let over = |s: &Session| is_over(s, now, idle_since);
        Ok(purge(&mut self.rows().await?.sessions, limit, over))
    }
}

fn is_over(session: &Session, now: Timestamp, idle_since: Timestamp) -> bool {
    session.expires_at <= now || session.last_seen_at <= idle_since
}
