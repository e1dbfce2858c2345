use std::any::Any;

use async_trait::async_trait;

use crate::{
    AuthEpoch, Credential, EmailAddress, Event, EventId, Mail, MailId, MailKind, OneTimeToken,
    OneTimeTokenHash, PasswordHash, Session, SessionId, SessionTokenHash, Timestamp, TokenPurpose,
    Unavailable, User, UserId, VerifiedEmail,
};

/// A transaction. Dropped without [`UnitOfWork::commit`], it MUST be rolled back. It is [`Any`], so
/// that a host's own code in it may get at the adapter's type.
#[async_trait]
pub trait UnitOfWork: Any + Send {
    /// Users, within this unit.
    fn users(&mut self) -> &mut dyn Users;

    /// Sessions, within this unit.
    fn sessions(&mut self) -> &mut dyn Sessions;

    /// One-time tokens, within this unit.
    fn tokens(&mut self) -> &mut dyn Tokens;

    /// Emails that wait, within this unit.
    fn mails(&mut self) -> &mut dyn Mails;

    /// Events, within this unit.
    fn events(&mut self) -> &mut dyn Events;

    /// Makes all of it durable. Once it returned, the work MUST survive the death of the
    /// process.
    async fn commit(self: Box<Self>) -> Result<(), Unavailable>;

    /// The unit that does the work, where this one only stands in front of it: a host's own code
    /// looks for the adapter's type behind it.
    fn behind(&mut self) -> Option<&mut dyn UnitOfWork> {
        None
    }
}

/// Why a user could not have an address.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// Another user has this address.
    #[error("the email address is already registered")]
    EmailTaken,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// What must be true of a user to be deleted, within the statement that deletes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteIf {
    /// Nothing.
    Exists,
    /// The deletion is due at this time: users who log in at the last moment stay.
    DueAt(Timestamp),
    /// The email address was never verified, and the account was created at this time or later.
    UnverifiedSince(Timestamp),
}

/// Users, within a unit of work.
#[async_trait]
pub trait Users: Send {
    /// Inserts a user.
    ///
    /// Of any number of parallel units that insert the same canonical address, exactly one
    /// MUST succeed, and the others MUST get [`EmailError::EmailTaken`]: a unique index
    /// decides, not a look beforehand. After that error the unit MUST still be good for other
    /// work, and nothing of the user is there.
    async fn insert(&mut self, user: &User, password: &PasswordHash) -> Result<(), EmailError>;

    /// Inserts an account as it was elsewhere, and tells whether it did: not, where a user has
    /// its identifier or its address. As with [`Users::insert`], indexes decide, and the
    /// unit MUST still be good for other work.
    async fn insert_credential(&mut self, credential: &Credential) -> Result<bool, Unavailable>;

    /// Replaces the hash by another one of the same password, if it is still `from`, and returns
    /// whether it was: a renewed hash cannot overwrite a password that was changed meanwhile. The
    /// [`AuthEpoch`] stays.
    async fn renew_hash(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
    ) -> Result<bool, Unavailable>;

    /// Replaces the password and raises the [`AuthEpoch`], if that is still `proven`, in one
    /// statement, and returns whether it was.
    async fn change_password(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Replaces the password unconditionally, raises the [`AuthEpoch`] and the epoch of known
    /// browsers, sets the count of wrong passwords to zero, and returns whether there is such a
    /// user. It MUST wait for a parallel [`Sessions::insert`] of the user, or make it wait.
    async fn set_password(
        &mut self,
        user: UserId,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Returns whether the [`AuthEpoch`] is still `proven`. Until the unit ends, no other unit can
    /// raise it.
    async fn hold_auth_epoch(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable>;

    /// Counts a wrong password for the user with this address, by its canonical form. It MUST be
    /// one statement that adds to what is stored, so that none of many at once is lost, and
    /// MUST cost the same if no user has the address.
    async fn count_failure(&mut self, email: &EmailAddress) -> Result<(), Unavailable>;

    /// Sets the count of wrong passwords back to zero.
    async fn forget_failures(&mut self, user: UserId) -> Result<(), Unavailable>;

    /// Notes that the user's address is proven, if it is this one by its canonical form, and
    /// tells whether it is.
    async fn verify_email(
        &mut self,
        user: UserId,
        email: &VerifiedEmail,
    ) -> Result<bool, Unavailable>;

    /// Gives the user this address, which is proven by that, adds one to
    /// [`User::email_changes`] and raises the [`AuthEpoch`] in the same statement.
    ///
    /// Of any number of parallel units that give one canonical address to different users,
    /// exactly one MUST succeed, as with [`Users::insert`]. After
    /// [`EmailError::EmailTaken`] the unit is good only to be dropped.
    async fn set_email(&mut self, user: UserId, email: &VerifiedEmail) -> Result<(), EmailError>;

    /// Says when the user will be deleted, or that they won't, and tells whether there is such
    /// a user.
    async fn schedule_deletion(
        &mut self,
        user: UserId,
        due_at: Option<Timestamp>,
    ) -> Result<bool, Unavailable>;

    /// Says since when the account is disabled, or that it is not, raises the [`AuthEpoch`], and
    /// returns whether there is such a user. It MUST wait for a parallel [`Sessions::insert`] of the user, or
    /// make it wait.
    async fn set_disabled(
        &mut self,
        user: UserId,
        since: Option<Timestamp>,
    ) -> Result<bool, Unavailable>;

    /// Deletes the user and all that is theirs: sessions, tokens, events and mails that wait;
    /// tells whether there was one. One statement MUST check the condition and delete.
    async fn delete(&mut self, user: UserId, condition: DeleteIf) -> Result<bool, Unavailable>;
}

/// Sessions, within a unit of work.
#[async_trait]
pub trait Sessions: Send {
    /// Inserts, if `proven` is still the user's [`AuthEpoch`] and the account is not disabled, and
    /// returns whether it did.
    ///
    /// All MUST be one statement that waits for a parallel statement that raises the epoch, or
    /// makes it wait: a login that races one of those opens nothing.
    async fn insert(&mut self, session: &Session, proven: AuthEpoch) -> Result<bool, Unavailable>;

    /// Moves "last seen" forward to `seen_at`, if it is at or before `unless_since`, and tells
    /// whether it did. It MUST NOT bring a deleted session back.
    async fn touch(
        &mut self,
        session: SessionId,
        seen_at: Timestamp,
        unless_since: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Deletes the user's session, and tells whether there was one. Another user's is left.
    async fn delete(&mut self, user: UserId, session: SessionId) -> Result<bool, Unavailable>;

    /// Deletes the session with this token, and tells whether there was one.
    async fn delete_by_token(&mut self, token: &SessionTokenHash) -> Result<bool, Unavailable>;

    /// Deletes all sessions of the user but `kept`, and tells how many there were.
    async fn delete_all(
        &mut self,
        user: UserId,
        kept: Option<SessionId>,
    ) -> Result<u64, Unavailable>;
}

/// One-time tokens, within a unit of work.
#[async_trait]
pub trait Tokens: Send {
    /// Inserts a token.
    async fn insert(&mut self, token: &OneTimeToken) -> Result<(), Unavailable>;

    /// Deletes the token with this hash, and returns whether there was one: that is its one use.
    /// Of any number of parallel units, exactly one MUST be told so.
    async fn consume(&mut self, token: &OneTimeTokenHash) -> Result<bool, Unavailable>;

    /// Deletes the user's tokens for this purpose but the `kept` that were created last, and returns
    /// how many it deleted. Between units that hold the user's [`AuthEpoch`], no token is missed.
    async fn delete_older(
        &mut self,
        user: UserId,
        purpose: TokenPurpose,
        kept: u32,
    ) -> Result<u64, Unavailable>;

    /// Deletes the user's tokens for these purposes whose count of changes of address is `since`
    /// or more ([`Link::email_changes`](crate::Link::email_changes); zero in other tokens), and
    /// returns how many there were. The statement MUST find tokens that another unit committed
    /// after this one began.
    async fn delete_of(
        &mut self,
        user: UserId,
        purposes: &[TokenPurpose],
        since: u32,
    ) -> Result<u64, Unavailable>;
}

/// Mails that wait, within a unit of work: they leave after the commit, and only then.
#[async_trait]
pub trait Mails: Send {
    /// Inserts a mail that is due at once, when it was created.
    async fn insert(&mut self, mail: &Mail) -> Result<(), Unavailable>;

    /// Notes the link of a mail that waits, and tells whether it does.
    async fn set_link(
        &mut self,
        mail: MailId,
        link: &OneTimeTokenHash,
    ) -> Result<bool, Unavailable>;

    /// Makes an email due at another time, if no attempt to send it began after this many
    /// `attempts`, and tells whether so.
    async fn postpone(
        &mut self,
        mail: MailId,
        attempts: u32,
        due_at: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Deletes a mail, and tells whether there was one.
    async fn delete(&mut self, mail: MailId) -> Result<bool, Unavailable>;

    /// Deletes the waiting emails of these kinds that are about the user and whose
    /// [`Mail::email_changes`] is `since` or more, and returns how many there were. It MUST
    /// wait for a parallel [`Mails::set_link`] of one of them, or make it wait and find
    /// nothing.
    async fn delete_of(
        &mut self,
        user: UserId,
        kinds: &[MailKind],
        since: u32,
    ) -> Result<u64, Unavailable>;
}

/// Events, within a unit of work: what happened and that it happened are one.
#[async_trait]
pub trait Events: Send {
    /// Inserts an event. Its user need not be there any more.
    async fn insert(&mut self, event: &Event) -> Result<(), Unavailable>;

    /// Overwrites an event with another one, in one statement, and tells whether it was there.
    async fn replace(&mut self, old: EventId, event: &Event) -> Result<bool, Unavailable>;
}
