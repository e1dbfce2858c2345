use std::{any::Any, time::Duration};

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
#[non_exhaustive]
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

/// Why a password hash from elsewhere is not taken over.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdoptError {
    /// It cannot be verified. The reason never contains the hash.
    #[error("invalid password hash: {0}")]
    Unreadable(String),
    /// It would have to be hashed once more, and that failed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
}

/// Port: reads password hashes that other programs made.
#[async_trait]
pub trait ForeignHashes: Send + Sync {
    /// The hash as [`PasswordHasher::verify`] reads it. `format` says what made it, where the
    /// hash alone does not.
    ///
    /// An adapter MUST refuse what it could not verify later, and MUST give a hash of its own
    /// back as it is.
    async fn adopt(&self, hash: &str, format: Option<&str>) -> Result<PasswordHash, AdoptError>;

    /// Whether two results of [`ForeignHashes::adopt`] were made of one hash. An adapter whose
    /// results are not always equal then MUST say so here.
    fn is_same(&self, one: &PasswordHash, other: &PasswordHash) -> bool {
        one == other
    }
}

/// Leave to prepare a password for the hasher, until it is dropped. The password may find no
/// place all the same.
#[must_use = "it is for the time until the password comes"]
#[derive(Default)]
pub struct Admission {
    _held: Option<Box<dyn Any + Send + Sync>>,
}

impl Admission {
    /// One that keeps something until it is dropped: a count, a permit. The default keeps
    /// nothing, for a hasher without a limit.
    pub fn holding(held: impl Any + Send + Sync) -> Self {
        let _held = Some(Box::new(held) as _);
        Self { _held }
    }
}

/// Port: makes and checks password hashes.
///
/// An adapter MUST NOT block the calling task, MUST bound the memory and the work that
/// waits, and MUST give its place up when the returned future is dropped before the
/// work began.
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// Reserves the right to hash a password; [`HashingError::Busy`] if the queue has no
    /// place for it. Who will be turned away should be so before the store is asked for them:
    /// in a flood these are nearly all.
    ///
    /// An adapter with a queue MUST admit no more at the same time than have a place in it,
    /// and MUST NOT take the place itself: it stays free while a store that hangs is awaited.
    fn admit(&self) -> Result<Admission, HashingError>;

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
