use async_trait::async_trait;

use crate::{
    AuthEpoch, Credential, EmailAddress, PasswordHash, Timestamp, Unavailable, User, UserId,
    VerifiedEmail,
};

/// Why a user could not get an email address.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// Another user has this address.
    #[error("the email address is already registered")]
    EmailTaken,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// The condition of [`Users::delete`], checked in the statement that deletes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteIf {
    /// No condition.
    Exists,
    /// The deletion is due at this time. A user who logs in at the last moment stays.
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
    /// decides, not a query beforehand. After that error the unit MUST still be usable, and no
    /// part of the user is stored.
    ///
    /// # Errors
    ///
    /// - [`EmailError::EmailTaken`]: another user has the canonical form of the address.
    /// - [`EmailError::Unavailable`]: the database does not answer, or the unit conflicts with a
    ///   parallel one.
    async fn insert(&mut self, user: &User, password: &PasswordHash) -> Result<(), EmailError>;

    /// Inserts an imported account with its identifier, and returns whether it did: `false` if a user
    /// has its identifier or its address. As with [`Users::insert`], indexes decide, and the
    /// unit MUST still be usable.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn insert_credential(&mut self, credential: &Credential) -> Result<bool, Unavailable>;

    /// Replaces the hash with another one of the same password, if it is still `from`, and returns
    /// whether it was: a renewed hash cannot overwrite a password that was changed meanwhile. The
    /// [`AuthEpoch`] stays.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn renew_hash(
        &mut self,
        user: UserId,
        from: &PasswordHash,
        to: &PasswordHash,
    ) -> Result<bool, Unavailable>;

    /// Replaces the password and raises the [`AuthEpoch`], if that is still `proven`, in one
    /// statement, and returns whether it was.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn change_password(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Replaces the password unconditionally, raises the [`AuthEpoch`] and the epoch of known
    /// browsers, sets the count of wrong passwords to zero, and returns whether there is such a
    /// user. It MUST wait for a parallel [`Sessions::insert`](crate::Sessions::insert) of the user,
    /// or make it wait.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn set_password(
        &mut self,
        user: UserId,
        to: &PasswordHash,
        changed_at: Timestamp,
    ) -> Result<bool, Unavailable>;

    /// Returns whether the [`AuthEpoch`] is still `proven`. Until the unit ends, no other unit can
    /// raise it.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn hold_auth_epoch(
        &mut self,
        user: UserId,
        proven: AuthEpoch,
    ) -> Result<bool, Unavailable>;

    /// Counts a wrong password for the user with this address, by its canonical form. It MUST be
    /// one statement that adds to the stored count, so that no parallel call is lost, and
    /// MUST cost the same if no user has the address.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn count_failure(&mut self, email: &EmailAddress) -> Result<(), Unavailable>;

    /// Sets the count of wrong passwords to zero.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn reset_failures(&mut self, user: UserId) -> Result<(), Unavailable>;

    /// Marks the address of the user as verified, if it is this one by its canonical form, and
    /// returns whether it is.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn verify_email(
        &mut self,
        user: UserId,
        email: &VerifiedEmail,
    ) -> Result<bool, Unavailable>;

    /// Replaces the address of the user with this verified one, adds one to
    /// [`User::email_changes`] and raises the [`AuthEpoch`] in the same statement.
    ///
    /// Of any number of parallel units that give one canonical address to different users,
    /// exactly one MUST succeed, as with [`Users::insert`]. After
    /// [`EmailError::EmailTaken`] the caller can only drop the unit.
    ///
    /// # Errors
    ///
    /// - [`EmailError::EmailTaken`]: another user has the canonical form of the address.
    /// - [`EmailError::Unavailable`]: the database does not answer, or the unit conflicts with a
    ///   parallel one.
    async fn set_email(&mut self, user: UserId, email: &VerifiedEmail) -> Result<(), EmailError>;

    /// Sets the time at which the user will be deleted, `None` for never, and returns whether there is
    /// such a user.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn schedule_deletion(
        &mut self,
        user: UserId,
        due_at: Option<Timestamp>,
    ) -> Result<bool, Unavailable>;

    /// Sets the time since which the account is disabled, `None` if it is not, raises the
    /// [`AuthEpoch`], and returns whether there is such a user. It MUST wait for a parallel
    /// [`Sessions::insert`](crate::Sessions::insert) of the user, or make it wait.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn set_disabled(
        &mut self,
        user: UserId,
        since: Option<Timestamp>,
    ) -> Result<bool, Unavailable>;

    /// Deletes the user with all sessions, tokens, events and waiting emails, and
    /// returns whether it did. One statement MUST check the condition and delete.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the unit conflicts with a parallel one.
    async fn delete(&mut self, user: UserId, condition: DeleteIf) -> Result<bool, Unavailable>;
}
