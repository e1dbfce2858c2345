use async_trait::async_trait;

use crate::{
    Credential, EmailAddress, PasswordHash, Session, SessionId, SessionTokenHash, Timestamp,
    Unavailable, User, UserId,
};

/// Port: where users and sessions are kept.
///
/// What an adapter MUST do is said at each method and proven by the suite in
/// `vestibule-contract`. All instants come from the caller: the clock of a database decides
/// nothing.
#[async_trait]
pub trait Store: Send + Sync {
    /// Begins a unit of work: all of it happens, or nothing.
    ///
    /// Where a unit fails only because of another one (deadlock, serialization failure), the
    /// error MUST be [`Unavailable::conflict`], and the same unit MAY be done again at once.
    ///
    /// A future that is dropped, by a client that hangs up, MUST leave neither a lock nor a
    /// connection inside a transaction behind.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable>;

    /// The session and its user, in one query, whether or not it is still alive.
    async fn find_session(
        &self,
        token: &SessionTokenHash,
    ) -> Result<Option<(Session, User)>, Unavailable>;

    /// All sessions of a user, the latest seen first.
    async fn list_sessions(&self, user: UserId) -> Result<Vec<Session>, Unavailable>;

    /// Deletes up to `limit` sessions that ended: past their end at `now`, or not seen since
    /// `idle_since`. Tells how many, so that `limit` means there may be more.
    ///
    /// An adapter MUST find them by an index, and MUST wait for nobody: a session that is
    /// being worked on is left for the next time, so that several servers may purge at once
    /// and no log-in waits for it.
    async fn purge_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable>;

    /// The user with this address, by its canonical form, and their hash.
    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable>;

    /// The user and their hash.
    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable>;
}

/// Port: whether the process can serve. A store implements it beside [`Store`].
#[async_trait]
pub trait Readiness: Send + Sync {
    /// Fails with what is missing: an adapter MUST look whether its database answers, and
    /// whether the schema is the one that this program knows.
    async fn check(&self) -> Result<(), Unavailable>;
}

/// A transaction. Dropped without [`UnitOfWork::commit`], it MUST be rolled back.
#[async_trait]
pub trait UnitOfWork: Users + Sessions + Send {
    /// Makes all of it durable. Once it returned, the work MUST survive the death of the
    /// process.
    async fn commit(self: Box<Self>) -> Result<(), Unavailable>;
}

/// Why a user could not be inserted.
#[derive(Debug, thiserror::Error)]
pub enum InsertUserError {
    /// Another user has this address.
    #[error("the email address is taken")]
    EmailTaken,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Users, within a unit of work.
#[async_trait]
pub trait Users {
    /// Inserts a user.
    ///
    /// Of any number of parallel units that insert the same canonical address, exactly one
    /// MUST succeed, and the others MUST get [`InsertUserError::EmailTaken`]: a unique index
    /// decides, not a look beforehand. After that error the unit is good only to be dropped.
    async fn insert_user(
        &mut self,
        user: &User,
        password: &PasswordHash,
    ) -> Result<(), InsertUserError>;

    /// Replaces the hash, if it is still `from`, in one statement, and tells whether it was:
    /// a renewed hash can not overwrite a password that was changed meanwhile.
    async fn replace_password(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable>;
}

/// Sessions, within a unit of work.
#[async_trait]
pub trait Sessions {
    /// Inserts, if `proof` is still the user's stored hash, and tells whether it was.
    ///
    /// Both MUST be one statement that waits for a parallel [`Users::replace_password`] of
    /// the user, or makes it wait: a log-in that races a change of password opens nothing.
    async fn insert_session(
        &mut self,
        session: &Session,
        proof: &PasswordHash,
    ) -> Result<bool, Unavailable>;

    /// Moves "last seen" forward to `seen_at`, if it is at or before `unless_since`, and tells
    /// whether it did. It MUST NOT bring a deleted session back.
    async fn touch_session(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Deletes the user's session, and tells whether there was one. Another user's is left.
    async fn delete_session(
        &mut self,
        user: UserId,
        session: SessionId,
    ) -> Result<bool, Unavailable>;

    /// Deletes the session with this token, and tells whether there was one.
    async fn delete_session_by_token(
        &mut self,
        token: &SessionTokenHash,
    ) -> Result<bool, Unavailable>;

    /// Deletes all sessions of the user, and tells how many there were.
    async fn delete_sessions(&mut self, user: UserId) -> Result<u64, Unavailable>;
}
