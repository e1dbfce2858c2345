use super::Accounts;
use crate::{ErrorChain, Session, SessionToken, Timestamp, Unavailable, User};

impl Accounts {
    /// One query, and a second only for an unknown token while a previous key is accepted.
    pub(super) async fn find_session(
        &self,
        token: &SessionToken,
    ) -> Result<Option<(Session, User)>, Unavailable> {
        for hash in self.keys.sessions.candidates(token) {
            if let Some(found) = self.ports.store.sessions().find(&hash).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    pub(super) async fn touch(&self, session: &Session, now: Timestamp) {
        let unless_since = now - self.policy.session.touch_after();
        if session.last_seen_at > unless_since {
            return;
        }
        let touched = async {
            let mut unit = self.ports.store.begin().await?;
            unit.sessions().touch(session.id, now, unless_since).await?;
            unit.commit().await
        };
        // The session is valid even if this fails: on a read-only database, users stay logged in until
        // the idle timeout.
        if let Err(error) = touched.await {
            tracing::warn!(
                error = %ErrorChain(&error),
                "\"last seen\" was not written"
            );
        }
    }
}
