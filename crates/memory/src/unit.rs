use async_trait::async_trait;
use tokio::sync::OwnedMutexGuard;
use vestibule_domain::{
    Credential, InsertUserError, PasswordHash, Session, SessionId, SessionTokenHash, Sessions,
    Timestamp, Unavailable, UnitOfWork, User, UserId, Users,
};

use crate::rows::Rows;

/// Works on a copy and holds the lock: to drop it is to roll it back.
pub(crate) struct MemoryUnit {
    stored: OwnedMutexGuard<Rows>,
    rows: Rows,
}

impl MemoryUnit {
    pub(crate) fn new(stored: OwnedMutexGuard<Rows>) -> Self {
        Self {
            rows: stored.clone(),
            stored,
        }
    }

    fn delete_sessions_where(&mut self, doomed: impl Fn(&Session) -> bool) -> u64 {
        let before = self.rows.sessions.len();
        self.rows.sessions.retain(|_, session| !doomed(session));
        (before - self.rows.sessions.len()) as u64
    }
}

#[async_trait]
impl UnitOfWork for MemoryUnit {
    async fn commit(mut self: Box<Self>) -> Result<(), Unavailable> {
        *self.stored = self.rows;
        Ok(())
    }
}

#[async_trait]
impl Users for MemoryUnit {
    async fn insert_user(
        &mut self,
        user: &User,
        password: &PasswordHash,
    ) -> Result<(), InsertUserError> {
        if self
            .rows
            .users
            .values()
            .any(|other| other.user.email == user.email)
        {
            return Err(InsertUserError::EmailTaken);
        }
        let credential = Credential {
            user: user.clone(),
            password: password.clone(),
        };
        self.rows.users.insert(user.id, credential);
        Ok(())
    }

    async fn replace_password(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows.users.get_mut(&user);
        let Some(credential) = stored.filter(|stored| stored.password == *from) else {
            return Ok(false);
        };
        credential.password = to.clone();
        credential.user.password_changed_at = changed_at;
        Ok(true)
    }
}

#[async_trait]
impl Sessions for MemoryUnit {
    async fn insert_session(
        &mut self,
        session: &Session,
        proof: &PasswordHash,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows.users.get(&session.user_id);
        if !stored.is_some_and(|credential| credential.password == *proof) {
            return Ok(false);
        }
        if self
            .rows
            .sessions
            .values()
            .any(|other| other.token == session.token)
        {
            return Err(Unavailable::new("another session has this token"));
        }
        self.rows.sessions.insert(session.id, session.clone());
        Ok(true)
    }

    async fn touch_session(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable> {
        let stored = self.rows.sessions.get_mut(&session);
        let stale = stored.filter(|stored| stored.last_seen_at <= unless_since);
        Ok(stale.map(|stored| stored.last_seen_at = seen_at).is_some())
    }

    async fn delete_session(
        &mut self,
        user: UserId,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        Ok(self.delete_sessions_where(|s| s.user_id == user && s.id == session) > 0)
    }

    async fn delete_session_by_token(
        &mut self,
        token: &SessionTokenHash,
    ) -> Result<bool, Unavailable> {
        Ok(self.delete_sessions_where(|session| session.token == *token) > 0)
    }

    async fn delete_sessions(&mut self, user: UserId) -> Result<u64, Unavailable> {
        Ok(self.delete_sessions_where(|session| session.user_id == user))
    }
}
