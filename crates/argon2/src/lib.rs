//! Password hashing with argon2id (RFC 9106) on its own threads: the adapter of
//! [`PasswordHasher`] and [`ForeignHashes`].
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports it as `vestibule::argon2`.
//!
//! - [`Argon2Hasher`] hashes and verifies. As many threads as there are cores hash, each with its own
//!   memory and with a lower priority than the threads that answer requests. Further passwords wait in a
//!   queue of bounded length, so that a thousand logins at once take the memory of a few.
//! - [`Argon2Params`] is the cost of a hash, [`Capacity`] the number of threads and the length of the queue,
//!   and [`Pepper`] a secret input that the database does not contain.
//! - [`tune`] recommends parameters for a machine.
//!
//! A wrong password, an address without an account and an unreadable stored hash cost the same work: that of a
//! hash with the configured parameters.
//!
//! ```
//! use std::sync::Arc;
//! use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
//! use vestibule_domain::{HashingError, PasswordHash, PasswordHasher, PlainPassword, TokenSource, Unavailable};
//!
//! async fn renew(plain: &PlainPassword, random: Arc<dyn TokenSource>) -> Result<PasswordHash, HashingError> {
//!     let hasher = Argon2Hasher::new(Argon2Params::default(), Capacity::default(), random);
//!     let hasher = hasher.map_err(Unavailable::new)?;
//!     let _admission = hasher.admit()?; // fails if the queue is full, before the store is queried
//!     hasher.hash(plain).await // $argon2id$v=19$m=19456,t=2,p=1$…
//! }
//! ```
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `legacy-hashes` | yes | Verifies the hashes of other stacks, so that imported users keep their passwords. Without it, [`ForeignHashes`] accepts argon2 hashes in the PHC format only. |
//!
//! Next: `docs/MOVING-IN.md` lists the formats of `legacy-hashes`.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg_attr(not(feature = "legacy-hashes"), path = "no_legacy.rs")]
mod legacy;
mod memory;
mod params;
mod pepper;
mod pool;
mod stored;
mod trial;
mod tuning;

use std::io;
use std::sync::Arc;

use argon2::password_hash::phc::{self, ParamsString, Salt};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use vestibule_domain::{
    Admission, AdoptError, ErrorChain, ForeignHashes, HashingError, PasswordHash, PasswordHasher,
    PlainPassword, TokenSource, Unavailable, Verdict,
};
use zeroize::Zeroizing;

use memory::Memory;
pub use params::{Argon2Params, InvalidParams};
pub use pepper::Pepper;
use pepper::{Peppers, argon2};
use pool::Pool;
pub use pool::{Capacity, Load};
use stored::Stored;
pub use trial::time_hash;
pub use tuning::{Tuning, Wish, tune};

/// The bytes of a salt (RFC 9106, section 3.1).
const SALT_BYTES: usize = 16;

/// Password hasher on argon2id (RFC 9106), with its own threads and a bounded queue.
///
/// # Examples
///
/// With a pepper, which a stolen database does not contain:
///
/// ```
/// use std::{io, sync::Arc};
/// use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity, Pepper};
/// use vestibule_domain::{SecretKey, TokenSource};
///
/// fn hasher(pepper: &SecretKey, random: Arc<dyn TokenSource>) -> io::Result<Argon2Hasher> {
///     let capacity = Capacity { workers: 2, ..Capacity::default() };
///     let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random)?;
///     Ok(hasher.with_peppers(Some(Pepper::new(pepper)), None))
/// }
/// ```
pub struct Argon2Hasher {
    today: Params,
    peppers: Peppers,
    pool: Pool,
    random: Arc<dyn TokenSource>,
}

impl Argon2Hasher {
    /// Creates a hasher with the cost of `params` and salts from `random`, and starts its threads. They
    /// end when the hasher is dropped.
    ///
    /// # Errors
    ///
    /// The system cannot start a thread.
    pub fn new(
        params: Argon2Params,
        capacity: Capacity,
        random: Arc<dyn TokenSource>,
    ) -> io::Result<Self> {
        let Argon2Params(today) = params;
        Ok(Self {
            pool: Pool::new(capacity, today.block_count())?,
            today,
            peppers: Peppers::default(),
            random,
        })
    }

    /// Returns the numbers of running and waiting hashes.
    pub fn load(&self) -> Load {
        self.pool.load()
    }

    /// Sets the pepper of new hashes; `None` is no pepper. Hashes with the `previous` pepper and those
    /// without one still verify, and need a rehash.
    ///
    /// An account whose hash has any other pepper cannot log in with any password.
    pub fn with_peppers(mut self, current: Option<Pepper>, previous: Option<Pepper>) -> Self {
        self.peppers = Peppers { current, previous };
        self.today = self.peppers.name_in(&self.today);
        self
    }

    async fn hash_bytes(&self, secret: Zeroizing<Vec<u8>>) -> Result<PasswordHash, HashingError> {
        let mut salt = [0; SALT_BYTES];
        self.random.fill(&mut salt)?;
        let today = self.today.clone();
        let pepper = self.peppers.current.clone();
        let hash = self
            .pool
            .run(move |memory| hash(&secret, &salt, today, pepper.as_ref(), memory));
        Ok(hash.await??)
    }
}

#[async_trait]
impl PasswordHasher for Argon2Hasher {
    fn admit(&self) -> Result<Admission, HashingError> {
        self.pool.admit().map(Admission::holding)
    }

    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError> {
        self.hash_bytes(Zeroizing::new(plain.expose().to_vec()))
            .await
    }

    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        let stored = hash.and_then(|hash| {
            let read = Stored::read(hash.expose(), None, &self.peppers);
            read.inspect_err(|error| {
                tracing::error!(
                    error = %ErrorChain(error),
                    "stored password hash cannot be verified; its user cannot log in"
                );
            })
            .ok()
        });
        let (plain, today) = (plain.clone(), self.today.clone());
        let verdict = self
            .pool
            .run(move |memory| verify(&plain, stored, today, memory));
        Ok(verdict.await??)
    }
}

#[async_trait]
impl ForeignHashes for Argon2Hasher {
    /// Accepts what it can verify. A hash that is cheap to guess is not stored: its argon2id hash is,
    /// so that a stolen table of them is as hard to crack as any other.
    async fn adopt(&self, hash: &str, format: Option<&str>) -> Result<PasswordHash, AdoptError> {
        let stored = Stored::read(hash, format, &self.peppers)
            .map_err(|error| AdoptError::Unreadable(ErrorChain(&error).to_string()))?;
        let as_it_is = match &stored {
            Stored::Foreign(foreign) => foreign.to_string(),
            Stored::Argon2(_) | Stored::Wrapped(..) => legacy::plain(hash).into_owned(),
        };
        let weak = stored
            .weak()
            .map_err(|error| AdoptError::Unreadable(ErrorChain(&error).to_string()))?;
        let Some(weak) = weak else {
            return Ok(PasswordHash::new(as_it_is));
        };
        let over = self.hash_bytes(weak.digest).await?;
        let wrapped = format!("{}{}", weak.recipe, over.expose());
        Ok(PasswordHash::new(wrapped))
    }

    /// Weak hashes are the same where function and salt are: argon2id is made over each with
    /// another salt, and nothing is computed here.
    fn is_same(&self, one: &PasswordHash, other: &PasswordHash) -> bool {
        let read = |hash: &PasswordHash| Stored::read(hash.expose(), None, &self.peppers);
        match (read(one), read(other)) {
            (Ok(Stored::Wrapped(one, _)), Ok(Stored::Wrapped(other, _))) => one == other,
            _ => one == other,
        }
    }
}

fn hash(
    password: &[u8],
    salt: &[u8],
    today: Params,
    pepper: Option<&Pepper>,
    memory: &mut Memory,
) -> Result<PasswordHash, Unavailable> {
    let params = ParamsString::try_from(&today).map_err(Unavailable::new)?;
    let argon2 = argon2(pepper, Algorithm::default(), Version::default(), today)?;
    let output = memory.hash(&argon2, password, salt)?;
    let phc = phc::PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params,
        salt: Some(Salt::new(salt).map_err(Unavailable::new)?),
        hash: Some(output),
    };
    Ok(PasswordHash::new(phc.to_string()))
}

/// Every mismatch costs what a hash costs today. Otherwise the time of an answer would tell
/// who has no account, and who has not logged in since the parameters were raised.
fn verify(
    plain: &PlainPassword,
    stored: Option<Stored>,
    today: Params,
    memory: &mut Memory,
) -> Result<Verdict, Unavailable> {
    let mut spent = 0;
    if let Some(stored) = stored.filter(|stored| stored.is_affordable(plain)) {
        if stored.matches(plain, memory)? {
            let needs_rehash = !stored.is_of(&today);
            return Ok(Verdict::Match { needs_rehash });
        }
        spent = stored.work(plain);
    }
    if let Some(rest) = params::remainder(&today, spent) {
        memory.hash(&Argon2::from(rest), plain.expose(), &[0; SALT_BYTES])?;
    }
    Ok(Verdict::Mismatch)
}

#[cfg(test)]
mod tests;
