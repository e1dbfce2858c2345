use async_trait::async_trait;

use crate::{
    Credential, EmailAddress, Event, Link, OneTimeToken, OneTimeTokenHash, QueuedEmail, Session,
    SessionTokenHash, Timestamp, Unavailable, UnitOfWork, User, UserId,
};

/// Port: the database of users, sessions, one-time tokens, emails and events.
///
/// Changes are made in a [`UnitOfWork`]. Reads, and purges of expired rows, are methods of a trait
/// for each noun, outside of a unit; so a decorator names only the nouns that it changes.
///
/// Each method says what an adapter MUST do, and the suite in `vestibule-contract` proves it: an
/// adapter of your own runs it with `vestibule_contract::store_contract!`. All instants come from the
/// caller; the clock of the database decides nothing.
///
/// # Examples
///
/// Reads are outside of a unit of work, and changes that belong together are in one:
///
/// ```
/// use vestibule_domain::{EmailAddress, Store, Timestamp, Unavailable};
///
/// /// Disables the account with this address; `false` if there is none.
/// async fn disable(
///     store: &dyn Store,
///     email: &EmailAddress,
///     now: Timestamp,
/// ) -> Result<bool, Unavailable> {
///     let Some(found) = store.users().find_credential(email).await? else {
///         return Ok(false);
///     };
///     let mut unit = store.begin().await?;
///     unit.users().set_disabled(found.user.id, Some(now)).await?;
///     unit.sessions().delete_all(found.user.id, None).await?;
///     unit.commit().await?; // a unit that is dropped is rolled back
///     Ok(true)
/// }
/// ```
#[async_trait]
pub trait Store: Send + Sync {
    /// Begins a unit of work: all of its changes are committed, or none.
    ///
    /// If a unit fails only because of a parallel one (deadlock, serialization failure), the
    /// error MUST be [`Unavailable::conflict`], and the caller MAY run the same unit again at once.
    ///
    /// A dropped future, as of a client that disconnects, MUST leave neither a lock nor a
    /// connection inside a transaction behind.
    ///
    /// # Errors
    ///
    /// The database does not answer, or all connections stay in use until the timeout.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, Unavailable>;

    /// Returns the users and their credentials.
    fn users(&self) -> &dyn StoredUsers;

    /// Returns the sessions.
    fn sessions(&self) -> &dyn StoredSessions;

    /// Returns the one-time tokens.
    fn tokens(&self) -> &dyn StoredTokens;

    /// Returns the emails that wait to be sent.
    fn emails(&self) -> &dyn StoredEmails;

    /// Returns the events.
    fn events(&self) -> &dyn StoredEvents;
}

/// Users and their credentials, outside of a unit of work.
#[async_trait]
pub trait StoredUsers: Send + Sync {
    /// Returns the user with this address, by its canonical form, and the password hash.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the row cannot be read.
    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable>;

    /// Returns the user with this identifier, and the password hash.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the row cannot be read.
    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable>;

    /// Returns at most `limit` users with their hashes, in the order of their identifiers, from the
    /// first one after `after`. An adapter MUST find them by an index.
    ///
    /// # Errors
    ///
    /// The database does not answer, or a row cannot be read.
    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable>;

    /// Returns at most `limit` users whose deletion is due at `now`.
    ///
    /// # Errors
    ///
    /// The database does not answer, or a row cannot be read.
    async fn list_due_for_deletion(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable>;
}

/// Sessions, outside of a unit of work.
#[async_trait]
pub trait StoredSessions: Send + Sync {
    /// Returns the session with this token and its user, in one query, whether or not it has
    /// expired.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the row cannot be read.
    async fn find(&self, token: &SessionTokenHash) -> Result<Option<(Session, User)>, Unavailable>;

    /// Returns at most `limit` active sessions of the user, the last seen first: those that end after
    /// `now` and were seen after `idle_since`.
    ///
    /// # Errors
    ///
    /// The database does not answer, or a row cannot be read.
    async fn list(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable>;

    /// Deletes at most `limit` expired sessions: those past their end at `now`, or not seen since
    /// `idle_since`. Returns how many it deleted; `limit` means that there may be more.
    ///
    /// An adapter MUST find them by an index, and MUST NOT wait for locks: it skips a session that
    /// another unit has locked, so that several servers may purge at once and no login waits for a
    /// purge.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    async fn purge(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<u64, Unavailable>;
}

/// One-time tokens, outside of a unit of work.
#[async_trait]
pub trait StoredTokens: Send + Sync {
    /// Returns the token and the credential of its user, if it has one, in one query, whether or not
    /// it has expired.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the row cannot be read.
    async fn find(
        &self,
        token: &OneTimeTokenHash,
    ) -> Result<Option<(OneTimeToken, Option<Credential>)>, Unavailable>;

    /// Returns the user's emailed links, in any order, without tokens for other purposes.
    ///
    /// # Errors
    ///
    /// The database does not answer, or a row cannot be read.
    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable>;

    /// Deletes at most `limit` tokens that expired at `now` or before, as
    /// [`StoredSessions::purge`] does.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    async fn purge(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}

/// Emails that wait to be sent, outside of a unit of work.
#[async_trait]
pub trait StoredEmails: Send + Sync {
    /// Claims the email that is due the longest at `now`: counts the attempt, and
    /// makes the email due again at `again_at`, when another server may take it over.
    ///
    /// Of any number of parallel callers, one MUST get it, and none may wait for another.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the row cannot be read.
    async fn claim(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<QueuedEmail>, Unavailable>;
}

/// Events, outside of a unit of work.
#[async_trait]
pub trait StoredEvents: Send + Sync {
    /// Returns at most `limit` events of the user's account, the latest first.
    ///
    /// # Errors
    ///
    /// The database does not answer, or a row cannot be read.
    async fn list(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable>;

    /// Deletes at most `limit` events that happened at `until` or before, as
    /// [`StoredSessions::purge`] does.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    async fn purge(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}
