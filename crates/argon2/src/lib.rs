//! Vestibule's [`PasswordHasher`] on argon2id (RFC 9106).
//!
//! Hashing takes tens of milliseconds and megabytes on purpose, so it happens on threads of
//! its own: as many as there are cores, each with one piece of memory that it uses again and
//! again, and below the priority of the threads that answer requests. What cannot be hashed
//! at once waits in order, in a queue that has an end. A thousand people who log in together
//! cost the memory of a few.
//!
//! A wrong password, an address without an account and a stored hash that cannot be read all
//! cost the same work, that of a hash at today's parameters.
//!
//! ```
//! use std::sync::Arc;
//! use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
//! use vestibule_domain::{HashingError, PasswordHash, PasswordHasher, PlainPassword, TokenSource, Unavailable};
//!
//! async fn renew(plain: &PlainPassword, random: Arc<dyn TokenSource>) -> Result<PasswordHash, HashingError> {
//!     let hasher = Argon2Hasher::new(Argon2Params::default(), Capacity::default(), random);
//!     let hasher = hasher.map_err(Unavailable::new)?;
//!     let _place = hasher.admit()?; // or it is full, before the store is asked for anything
//!     hasher.hash(plain).await // $argon2id$v=19$m=19456,t=2,p=1$…
//! }
//! ```
//!
//! With the default feature `legacy-hashes` it verifies the hashes of other stacks too
//! ([`ForeignHashes`] lists them), so that imported users keep their passwords. Without the feature it
//! reads argon2 hashes in the PHC format only.

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

/// Hashes passwords with argon2id.
pub struct Argon2Hasher {
    today: Params,
    peppers: Peppers,
    pool: Pool,
    random: Arc<dyn TokenSource>,
}

impl Argon2Hasher {
    /// Hashes at the cost of `params`, with salts from `random`. It starts its threads here,
    /// and fails if the system has none to give. They end when the hasher is dropped.
    ///
    /// # Errors
    ///
    /// If the system cannot start the threads.
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

    /// How much there is to do at this moment.
    pub fn load(&self) -> Load {
        self.pool.load()
    }

    /// Hashes under `current` from now on; `None` is no pepper. Hashes under `previous`, and
    /// those without a pepper, still verify, and are to be made again.
    ///
    /// An account whose hash was made under another pepper can't log in with any password.
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
    /// Takes what it could verify. A hash that costs a thief next to nothing is not stored, but
    /// its argon2id: a table of those is worth no more than one of ours.
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
