use async_trait::async_trait;

use crate::{
    Credential, EmailAddress, Event, Link, Mail, OneTimeToken, OneTimeTokenHash, Session,
    SessionTokenHash, Timestamp, Unavailable, UnitOfWork, User, UserId,
};

/// Port: where users and all that is theirs are stored.
///
/// What changes together is changed in a unit of work. Reads, and purges of expired rows, are
/// methods of a trait for each noun, outside of one; so a decorator names only the nouns that it
/// changes.
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

    /// Users and their credentials.
    fn users(&self) -> &dyn StoredUsers;

    /// Sessions.
    fn sessions(&self) -> &dyn StoredSessions;

    /// One-time tokens.
    fn tokens(&self) -> &dyn StoredTokens;

    /// Emails that wait to be sent.
    fn mails(&self) -> &dyn StoredMails;

    /// Events.
    fn events(&self) -> &dyn StoredEvents;
}

/// Users and their credentials, outside of a unit of work.
#[async_trait]
pub trait StoredUsers: Send + Sync {
    /// The user with this address, by its canonical form, and their hash.
    async fn find_credential(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Credential>, Unavailable>;

    /// The user and their hash.
    async fn find_credential_by_id(&self, user: UserId) -> Result<Option<Credential>, Unavailable>;

    /// Users with their hashes, by their identifiers, behind `after` or from the first one on, at
    /// most `limit` of them. An adapter MUST find them by an index.
    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable>;

    /// Users whose deletion is due at `now`, at most `limit` of them.
    async fn list_due_for_deletion(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable>;
}

/// Sessions, outside of a unit of work.
#[async_trait]
pub trait StoredSessions: Send + Sync {
    /// The session and its user, in one query, whether or not it is still alive.
    async fn find(&self, token: &SessionTokenHash) -> Result<Option<(Session, User)>, Unavailable>;

    /// The user's sessions that are alive, the latest seen first, at most `limit` of them: not
    /// past their end at `now`, and seen after `idle_since`.
    async fn list(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable>;

    /// Deletes up to `limit` sessions that ended: past their end at `now`, or not seen since
    /// `idle_since`. Tells how many, so that `limit` means there may be more.
    ///
    /// An adapter MUST find them by an index, and MUST NOT wait for locks: a session that another
    /// unit has locked is left for the next time, so that several servers may purge at once
    /// and no login waits for it.
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
    /// The token and the credential of its user, if it has one, in one query, whether or not it
    /// has expired.
    async fn find(
        &self,
        token: &OneTimeTokenHash,
    ) -> Result<Option<(OneTimeToken, Option<Credential>)>, Unavailable>;

    /// The user's mailed links, in any order. Tokens for other purposes are left out.
    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable>;

    /// Deletes up to `limit` tokens that expired at `now` or before; as
    /// [`StoredSessions::purge`] does.
    async fn purge(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}

/// Emails that wait to be sent, outside of a unit of work.
#[async_trait]
pub trait StoredMails: Send + Sync {
    /// Takes the mail that is due the longest at `now`, to send it: counts the attempt, and
    /// makes it due again at `again_at`, when another server may take it over.
    ///
    /// Of any number of parallel callers, one MUST get it, and none may wait for another.
    async fn claim(&self, now: Timestamp, again_at: Timestamp)
    -> Result<Option<Mail>, Unavailable>;
}

/// Events, outside of a unit of work.
#[async_trait]
pub trait StoredEvents: Send + Sync {
    /// What happened around the user's account, the latest first, at most `limit` of it.
    async fn list(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable>;

    /// Deletes up to `limit` events that happened at `until` or before; as
    /// [`StoredSessions::purge`] does.
    async fn purge(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}
