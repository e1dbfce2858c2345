use async_trait::async_trait;

use crate::{AuthEpoch, Session, SessionId, SessionTokenHash, Timestamp, Unavailable, UserId};

/// Sessions, within a unit of work.
#[async_trait]
pub trait Sessions: Send {
    /// Inserts a session, if `proven` is still the user's [`AuthEpoch`] and the account is not
    /// disabled, and returns whether it did.
    ///
    /// All MUST be one statement that waits for a parallel statement that raises the epoch, or
    /// makes it wait, so that a login that races one of those opens no session.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn insert(&mut self, session: &Session, proven: AuthEpoch) -> Result<bool, Unavailable>;

    /// Sets "last seen" to `seen_at`, if the stored time is `unless_since` or earlier, and returns
    /// whether it did. It MUST NOT restore a deleted session.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn touch(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Deletes a session of the user, and returns whether there was one. It leaves a session of
    /// another user alone.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete(&mut self, user: UserId, session: SessionId) -> Result<bool, Unavailable>;

    /// Deletes the session with this token, and returns whether there was one.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete_by_token(&mut self, token: &SessionTokenHash) -> Result<bool, Unavailable>;

    /// Deletes all sessions of the user except `kept`, and returns how many it deleted.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete_all(
        &mut self,
        user: UserId,
        kept: Option<SessionId>,
    ) -> Result<u64, Unavailable>;
}
