use async_trait::async_trait;

use crate::{
    Credential, EmailAddress, Event, Invitation, Link, LinkTokenHash, Mail, Session,
    SessionTokenHash, Timestamp, Unavailable, UnitOfWork, User, UserId,
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

    /// The user's sessions that are alive, the latest seen first, at most `limit` of them: not
    /// past their end at `now`, and seen after `idle_since`.
    async fn list_sessions(
        &self,
        user: UserId,
        now: Timestamp,
        idle_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable>;

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

    /// Users with their hashes, by their identifiers, behind `after` or from the first one on, at
    /// most `limit` of them. An adapter MUST find them by an index.
    async fn list_credentials(
        &self,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<Credential>, Unavailable>;

    /// The link and the credential of its user, in one query, whether or not it still works.
    async fn find_link(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<(Link, Credential)>, Unavailable>;

    /// The invitation, whether or not it still works.
    async fn find_invitation(
        &self,
        token: &LinkTokenHash,
    ) -> Result<Option<Invitation>, Unavailable>;

    /// The user's links, in any order.
    async fn list_links(&self, user: UserId) -> Result<Vec<Link>, Unavailable>;

    /// What happened around the user's account, the latest first, at most `limit` of it.
    async fn list_events(&self, user: UserId, limit: u32) -> Result<Vec<Event>, Unavailable>;

    /// Takes the mail that is due the longest at `now`, to send it: counts the attempt, and
    /// makes it due again at `again_at`, when somebody else may take it over.
    ///
    /// Of any number of parallel callers, one MUST get it, and none may wait for another.
    async fn claim_mail(
        &self,
        now: Timestamp,
        again_at: Timestamp,
    ) -> Result<Option<Mail>, Unavailable>;

    /// Users whose deletion is due at `now`, at most `limit` of them.
    async fn list_users_to_delete(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<User>, Unavailable>;

    /// Deletes up to `limit` links that work no more at `now`; as
    /// [`Store::purge_sessions`] does.
    async fn purge_links(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;

    /// Deletes up to `limit` invitations that work no more at `now`; as
    /// [`Store::purge_sessions`] does.
    async fn purge_invitations(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;

    /// Deletes up to `limit` events that happened at `until` or before; as
    /// [`Store::purge_sessions`] does.
    async fn purge_events(&self, until: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}
