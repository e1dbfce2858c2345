use std::{any::Any, time::Duration};

use async_trait::async_trait;

use crate::{PasswordHash, PlainPassword, Unavailable};

/// The result of comparing a password with a stored hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The password is correct.
    Match {
        /// The hash was made with other parameters than the configured ones and should be replaced.
        needs_rehash: bool,
    },
    /// The password is wrong.
    Mismatch,
}

/// Why a password was neither hashed nor verified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HashingError {
    /// The queue is full. No hash was computed.
    #[error("too many passwords are waiting to be hashed")]
    Busy {
        /// The time after which a retry is sensible.
        retry_after: Duration,
    },
    /// The hasher or the random number generator failed.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Why a password hash of another program is not imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdoptError {
    /// The hash could not be verified later. The reason never contains the hash.
    #[error("invalid password hash: {0}")]
    Unreadable(String),
    /// The hash is weak and has to be wrapped in a strong one, and that failed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
}

/// Port: imports password hashes that other programs made.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{AdoptError, ForeignHashes, PasswordHash};
///
/// async fn import(hashes: &dyn ForeignHashes) -> Result<PasswordHash, AdoptError> {
///     // The format is in the hash. An unsalted MD5 has none, and needs `Some("md5")`.
///     hashes.adopt("$2y$12$GHF6fb6JxKbEzmm6VhOPZOdXGRMMtsk8OZx4l6qVj2TNFKbYzRxba", None).await
/// }
/// ```
#[async_trait]
pub trait ForeignHashes: Send + Sync {
    /// Returns the hash in the form that [`PasswordHasher::verify`] reads. `format` names the scheme,
    /// where the hash alone does not.
    ///
    /// An adapter MUST refuse what it could not verify later, and MUST return a hash of its own
    /// unchanged.
    ///
    /// # Errors
    ///
    /// - [`AdoptError::Unreadable`]: the hash or the format is unknown, malformed, or too expensive to
    ///   verify.
    /// - [`AdoptError::Hashing`]: the hash is weak, and the hasher could not wrap it.
    async fn adopt(&self, hash: &str, format: Option<&str>) -> Result<PasswordHash, AdoptError>;

    /// Returns whether two results of [`ForeignHashes::adopt`] come from the same hash. An adapter whose
    /// results differ for the same hash MUST implement this.
    fn is_same(&self, one: &PasswordHash, other: &PasswordHash) -> bool {
        one == other
    }
}

/// Permission to prepare a password for the hasher, until it is dropped. It does not reserve a place
/// in the queue.
#[must_use = "it counts until it is dropped"]
#[derive(Default)]
pub struct Admission {
    _held: Option<Box<dyn Any + Send + Sync>>,
}

impl Admission {
    /// Wraps a value, such as a permit of a semaphore, that is dropped with the admission. A hasher
    /// without a limit returns the default, which wraps nothing.
    pub fn holding(held: impl Any + Send + Sync) -> Self {
        let _held = Some(Box::new(held) as _);
        Self { _held }
    }
}

/// Port: hashes and verifies passwords.
///
/// An adapter MUST NOT block the calling task, MUST bound its memory and its queue, and MUST leave
/// the queue when the returned future is dropped before the work began. Passwords are salted and hashed
/// with a costly function (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 11.4.2).
///
/// An adapter of your own runs the suite `vestibule_contract::hasher_contract!`.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{HashingError, PasswordHash, PasswordHasher, PlainPassword, Verdict};
///
/// async fn is_correct(
///     hasher: &dyn PasswordHasher,
///     plain: &PlainPassword,
///     stored: Option<&PasswordHash>, // `None` if the address has no account: the same work
/// ) -> Result<bool, HashingError> {
///     let _admission = hasher.admit()?;
///     let verdict = hasher.verify(plain, stored).await?;
///     Ok(matches!(verdict, Verdict::Match { .. }))
/// }
/// ```
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// Admits a request that is going to hash a password. Callers ask before they query the store, so
    /// that a flood of logins costs no query.
    ///
    /// An adapter with a queue MUST admit no more requests at a time than the queue has places,
    /// and MUST NOT reserve a place: it stays free while the caller waits for the store.
    ///
    /// # Errors
    ///
    /// [`HashingError::Busy`]: the queue is full.
    fn admit(&self) -> Result<Admission, HashingError>;

    /// Hashes a password with a new salt and the configured parameters.
    ///
    /// # Errors
    ///
    /// - [`HashingError::Busy`]: the queue is full.
    /// - [`HashingError::Unavailable`]: the random number generator or the hash function failed.
    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError>;

    /// Compares a password with a stored hash.
    ///
    /// With `None` an adapter MUST spend the same work as with a hash of the configured
    /// parameters and answer [`Verdict::Mismatch`], so that an address without an account
    /// costs what a wrong password costs. A hash that it cannot read, or whose parameters
    /// exceed its limit, MUST be a mismatch too.
    ///
    /// # Errors
    ///
    /// - [`HashingError::Busy`]: the queue is full.
    /// - [`HashingError::Unavailable`]: the hash function failed, for example for lack of memory.
    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError>;
}
