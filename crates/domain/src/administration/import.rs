use crate::{
    EmailAddress, HashingError, MayConflict, PasswordHash, Timestamp, Unavailable, UserId,
};

mod batch;

/// An account as it was elsewhere, parsed and not checked yet.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Its identifier there; without one it gets one here.
    pub id: Option<UserId>,
    /// The address.
    pub email: EmailAddress,
    /// The password hash in the format of its source; [`PasswordHash::unusable`] for an account
    /// without a password.
    pub password: PasswordHash,
    /// The scheme of the hash, where the hash alone does not name it.
    pub hash_format: Option<String>,
    /// When the address was proven; `None`: it wasn't.
    pub email_verified_at: Option<Timestamp>,
    /// When the account was created; now, if unknown.
    pub created_at: Option<Timestamp>,
    /// When the password was chosen; if unknown, when the account was created.
    pub password_changed_at: Option<Timestamp>,
    /// See [`User::deletion_due_at`](crate::User::deletion_due_at).
    pub deletion_due_at: Option<Timestamp>,
    /// See [`User::disabled_at`](crate::User::disabled_at).
    pub disabled_at: Option<Timestamp>,
    /// See [`Credential::failures`](crate::Credential::failures).
    pub failures: u32,
    /// See [`Credential::device_epoch`](crate::Credential::device_epoch).
    pub device_epoch: u32,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// There is an account more.
    Done,
    /// The account was there, by its address and by its identifier where the row has one, with
    /// everything that the row says of it.
    AlreadyThere,
    /// It is not to be had.
    Refused(Refusal),
}

/// Why a row creates no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The address belongs to an account with another identifier.
    #[error("the email address belongs to another account, {0}")]
    EmailTaken(UserId),
    /// The identifier belongs to an account with another address.
    #[error("the id belongs to another account, {0}")]
    IdTaken(EmailAddress),
    /// The account is there, and the row says otherwise of it. The account was left as it is: its
    /// owner may have changed it since.
    #[error("the account exists with another {}; it is unchanged", .0.join(", "))]
    Differs(Vec<&'static str>),
    /// The hash is refused. The reason never repeats it.
    #[error("invalid password hash: {0}")]
    Hash(String),
}

/// Why nothing of a batch was imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A hash had to be hashed once more, which failed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl MayConflict for ImportError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
