use std::time::Duration;

use async_trait::async_trait;

use crate::{PasswordHash, PlainPassword, Unavailable};

/// What a comparison of a password with a stored hash says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the password.
    Match {
        /// The hash was made with weaker parameters than today's and should be replaced.
        needs_rehash: bool,
    },
    /// It is not.
    Mismatch,
}

/// Why a password was neither hashed nor verified.
#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    /// Too many passwords wait already. Nothing was computed.
    #[error("too many passwords are waiting to be hashed")]
    Busy {
        /// After this time another try is sensible.
        retry_after: Duration,
    },
    /// Hashing does not work at all.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: makes and checks password hashes.
///
/// An adapter MUST NOT block the calling task, MUST bound the memory and the work that
/// waits, and MUST give its place up when the returned future is dropped before the
/// work began.
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// Hashes with a fresh salt, at today's parameters.
    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError>;

    /// Compares.
    ///
    /// With `None` an adapter MUST spend the same work as with a hash of today's
    /// parameters and answer [`Verdict::Mismatch`], so that an address without an account
    /// costs what a wrong password costs. A hash that it cannot read, or whose parameters
    /// would cost more than its ceiling, MUST be a mismatch too.
    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError>;
}
