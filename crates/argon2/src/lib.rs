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

mod memory;
mod params;
mod pepper;
mod pool;
mod stored;
mod tuning;

use std::io;
use std::sync::Arc;

use argon2::password_hash::phc::{self, ParamsString, Salt};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use vestibule_domain::{
    Admission, AdoptError, Causes, ForeignHashes, HashingError, PasswordHash, PasswordHasher,
    PlainPassword, TokenSource, Unavailable, Verdict,
};

use memory::Memory;
pub use params::{Argon2Params, UnfitParams};
pub use pepper::Pepper;
use pepper::{Peppers, argon2};
use pool::Pool;
pub use pool::{Capacity, Load};
use stored::Stored;
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
    /// Whose hash was made under another pepper can't log in with any password.
    pub fn with_peppers(mut self, current: Option<Pepper>, previous: Option<Pepper>) -> Self {
        self.peppers = Peppers { current, previous };
        self.today = self.peppers.name_in(&self.today);
        self
    }
}

#[async_trait]
impl PasswordHasher for Argon2Hasher {
    fn admit(&self) -> Result<Admission, HashingError> {
        self.pool.admit().map(Admission::holding)
    }

    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError> {
        let mut salt = [0; SALT_BYTES];
        self.random.fill(&mut salt)?;
        let (plain, today) = (plain.clone(), self.today.clone());
        let pepper = self.peppers.current.clone();
        let hash = self
            .pool
            .run(move |memory| hash(&plain, &salt, today, pepper.as_ref(), memory));
        Ok(hash.await??)
    }

    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        let stored = hash.and_then(|hash| {
            let read = Stored::read(hash, &self.peppers);
            read.inspect_err(|error| {
                tracing::error!(
                    error = %Causes(error),
                    "a stored password hash cannot be verified, its owner cannot log in"
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
    /// Takes what it can verify: any argon2 in the PHC format, at a cost that it would pay.
    async fn adopt(&self, hash: &str, _: Option<&str>) -> Result<PasswordHash, AdoptError> {
        let hash = PasswordHash::new(hash.to_owned());
        match Stored::read(&hash, &self.peppers) {
            Ok(_) => Ok(hash),
            Err(error) => Err(AdoptError::Unreadable(error.to_string())),
        }
    }
}

fn hash(
    plain: &PlainPassword,
    salt: &[u8],
    today: Params,
    pepper: Option<&Pepper>,
    memory: &mut Memory,
) -> Result<PasswordHash, Unavailable> {
    let params = ParamsString::try_from(&today).map_err(Unavailable::new)?;
    let argon2 = argon2(pepper, Algorithm::default(), Version::default(), today)?;
    let output = memory.hash(&argon2, plain, salt)?;
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
    if let Some(stored) = stored {
        if stored.matches(plain, memory)? {
            let needs_rehash = !stored.is_of(&today);
            return Ok(Verdict::Match { needs_rehash });
        }
        spent = stored.work();
    }
    if let Some(rest) = params::remainder(&today, spent) {
        memory.hash(&Argon2::from(rest), plain, &[0; SALT_BYTES])?;
    }
    Ok(Verdict::Mismatch)
}

#[cfg(test)]
mod tests;
