use super::{Accounts, LoggedIn};
use crate::{
    CurrentUser, PasswordHash, Session, SessionId, SessionRequest, SessionToken, Unavailable,
    UnitOfWork, User,
};

impl Accounts {
    /// The one place where sessions begin: every path that logs somebody in comes through
    /// here. `None` if `proof` is no longer the user's hash.
    pub(super) async fn open_session(
        &self,
        unit: &mut dyn UnitOfWork,
        user: User,
        proof: &PasswordHash,
        request: SessionRequest,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        let now = self.ports.clock.now();
        let token = SessionToken::generate(&*self.ports.random)?;
        let session = Session {
            id: SessionId::generate(&*self.ports.clock, &*self.ports.random)?,
            user_id: user.id,
            token: self.keys.hash(&token),
            remembered: request.remember,
            client: request.client,
            created_at: now,
            last_seen_at: now,
            expires_at: now + self.policy.session.lifetime,
        };
        if let Some(old) = &request.replaces {
            self.end_session(unit, old).await?;
        }
        let opened = unit.insert_session(&session, proof).await?;
        Ok(opened.then(|| LoggedIn {
            current: CurrentUser { user, session },
            token,
        }))
    }

    pub(super) async fn end_session(
        &self,
        unit: &mut dyn UnitOfWork,
        token: &SessionToken,
    ) -> Result<(), Unavailable> {
        for hash in self.keys.candidates(token) {
            unit.delete_session_by_token(&hash).await?;
        }
        Ok(())
    }

    pub(super) async fn list_sessions(
        &self,
        user: &CurrentUser,
    ) -> Result<Vec<Session>, Unavailable> {
        let now = self.ports.clock.now();
        let mut sessions = self.ports.store.list_sessions(user.id).await?;
        sessions.retain(|session| session.is_alive(now, &self.policy.session));
        Ok(sessions)
    }

    pub(super) async fn revoke_session(
        &self,
        user: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        let mut unit = self.ports.store.begin().await?;
        let ended = unit.delete_session(user.id, session).await?;
        unit.commit().await?;
        Ok(ended)
    }
}
