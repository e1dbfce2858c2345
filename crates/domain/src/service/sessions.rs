use async_trait::async_trait;

use super::{Accounts, LoggedIn, login::Candidate};
use crate::{
    AuthMethod, Credential, CurrentUser, EventKind, RecentlyAuthenticated, Session, SessionId,
    SessionRequest, SessionToken, Unavailable, UnitOfWork, UserId,
};

impl Accounts {
    /// The one place where sessions begin: every way in comes through here. `None` if what proved
    /// the user was changed since.
    pub(super) async fn open_session(
        &self,
        unit: &mut dyn UnitOfWork,
        candidate: &Candidate,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        let Candidate { known, request, .. } = candidate;
        let user = known.user.clone();
        let now = self.ports.clock.now();
        let token = SessionToken::generate(&*self.ports.random)?;
        let session = Session {
            id: SessionId::generate(&*self.ports.clock, &*self.ports.random)?,
            user_id: user.id,
            token: self.keys.sessions.hash(&token),
            remembered: request.remember,
            client: request.client.clone(),
            created_at: now,
            authentications: candidate.authentications,
            last_seen_at: now,
            expires_at: now + self.policy.session.lifetime,
        };
        if let Some(old) = &request.replaces {
            self.end_session(unit, old).await?;
        }
        let opened = unit.sessions().insert(&session, user.auth_epoch).await?;
        Ok(opened.then(|| LoggedIn {
            current: CurrentUser {
                user,
                session,
                client: request.client.clone(),
                authenticated_recently: true,
            },
            token,
            device: None,
            cancelled_deletion: false,
        }))
    }

    /// Replaces the current session of the user by one with a new token (OWASP ASVS 5.0, 7.2.4). `None`
    /// if it has ended, or the credential was changed meanwhile.
    pub(super) async fn renew_session(
        &self,
        unit: &mut dyn UnitOfWork,
        by: &CurrentUser,
        known: Credential,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        // A session that was revoked meanwhile must not rise again under a new token.
        if !unit.sessions().delete(by.id, by.session.id).await? {
            return Ok(None);
        }
        let same_browser = SessionRequest {
            client: by.client.clone(),
            remember: by.session.remembered,
            ..SessionRequest::default()
        };
        let now = self.ports.clock.now();
        let before = by.session.authentications;
        let candidate = Candidate {
            known,
            authentications: before.with(AuthMethod::Password, now),
            request: same_browser,
        };
        self.open_session(unit, &candidate).await
    }

    /// Ends the session with this token. Without one nothing happens.
    async fn end_session(
        &self,
        unit: &mut dyn UnitOfWork,
        token: &SessionToken,
    ) -> Result<(), Unavailable> {
        for hash in self.keys.sessions.candidates(token) {
            unit.sessions().delete_by_token(&hash).await?;
        }
        Ok(())
    }

    /// Returns the active sessions of the user, the last seen first.
    pub(crate) async fn living_sessions(
        &self,
        user: UserId,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let now = self.ports.clock.now();
        let idle_since = self.policy.session.idle_since(now);
        let store = &self.ports.store;
        store.sessions().list(user, now, idle_since, limit).await
    }
}

/// Port: the sessions of a user.
#[async_trait]
pub trait ManageSessions: Send + Sync {
    /// The user's living sessions, the latest seen first: of the `limit` that were seen last, and
    /// the present one in any case.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    async fn list_sessions(
        &self,
        by: &CurrentUser,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable>;

    /// Revokes a session of the user, and returns whether there was one. Sessions of other users are
    /// not found.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    async fn revoke_session(
        &self,
        by: &RecentlyAuthenticated,
        session: SessionId,
    ) -> Result<bool, Unavailable>;

    /// Revokes all sessions of the user except the current one, and returns how many there were.
    ///
    /// # Errors
    ///
    /// The store is unavailable.
    async fn revoke_other_sessions(&self, by: &RecentlyAuthenticated) -> Result<u64, Unavailable>;
}

#[async_trait]
impl ManageSessions for Accounts {
    async fn list_sessions(
        &self,
        by: &CurrentUser,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        let mut sessions = self.living_sessions(by.id, limit).await?;
        // An attacker with the password can log in so often that the owner's session is not among the
        // latest. If the list is complete and the session is missing, it has ended.
        let is_cut = sessions.len() >= limit as usize;
        if is_cut && !sessions.iter().any(|session| session.id == by.session.id) {
            sessions.push(by.session.clone());
        }
        Ok(sessions)
    }

    async fn revoke_session(
        &self,
        by: &RecentlyAuthenticated,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        self.unit("revoke_session", || {
            Box::pin(async {
                let mut work = self.begin(&by.client).await?;
                let ended = work.unit.sessions().delete(by.id, session).await?;
                if ended {
                    work.record(EventKind::SessionRevoked, Some(by.id)).await?;
                    work.commit().await?;
                }
                Ok(ended)
            })
        })
        .await
    }

    async fn revoke_other_sessions(&self, by: &RecentlyAuthenticated) -> Result<u64, Unavailable> {
        self.unit("revoke_other_sessions", || {
            Box::pin(async {
                let mut work = self.begin(&by.client).await?;
                let kept = Some(by.session.id);
                let ended = work.unit.sessions().delete_all(by.id, kept).await?;
                if ended > 0 {
                    work.record(EventKind::OtherSessionsRevoked, Some(by.id))
                        .await?;
                    work.commit().await?;
                }
                Ok(ended)
            })
        })
        .await
    }
}
