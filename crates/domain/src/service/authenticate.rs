use super::Accounts;
use crate::{Causes, Client, CurrentUser, Session, SessionToken, Timestamp, Unavailable, User};

impl Accounts {
    pub(super) async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable> {
        let now = self.ports.clock.now();
        let Some((session, user)) = self.find_session(token).await? else {
            return Ok(None);
        };
        // A server of a version that knows nothing of being disabled may have opened it.
        if !session.is_alive(now, &self.policy.session) || user.disabled_at.is_some() {
            return Ok(None);
        }
        self.touch(&session, now).await;
        let proof_age = now.since(session.authenticated_at);
        Ok(Some(CurrentUser {
            user,
            session,
            client: client.clone(),
            proved_recently: proof_age < self.policy.proof_lifetime,
        }))
    }

    /// One query, and a second only for an unknown token while a previous key is accepted.
    pub(super) async fn find_session(
        &self,
        token: &SessionToken,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        for hash in self.keys.sessions.candidates(token) {
            if let Some(found) = self.ports.store.find_session(&hash).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    async fn touch(&self, session: &Session, now: Timestamp) {
        let unless_since = now - self.policy.session.touch_after();
        if session.last_seen_at > unless_since {
            return;
        }
        let touched = async {
            let mut unit = self.ports.store.begin().await?;
            unit.touch_session(session.id, now, unless_since).await?;
            unit.commit().await
        };
        // The session is alive all the same. On a database that can only be read, people
        // stay logged in until they were idle for too long.
        if let Err(error) = touched.await {
            tracing::warn!(
                error = %Causes(&error),
                "\"last seen\" was not written"
            );
        }
    }
}
