use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};

use async_trait::async_trait;
use data_encoding::HEXLOWER;
use vestibule_domain::{
    Admission, AdoptError, ForeignHashes, HashingError, PasswordHash, PasswordHasher,
    PlainPassword, Verdict,
};

/// A hasher without cost, which counts the hashes that a real one would have computed.
///
/// Its hashes contain the password in plain text: they are for tests only.
#[derive(Debug, Default)]
pub struct CheapHasher {
    generation: AtomicUsize,
    work: AtomicUsize,
    is_busy: AtomicBool,
}

impl CheapHasher {
    /// Returns the number of passwords that were hashed or verified, those without an account included.
    pub fn work(&self) -> usize {
        self.work.load(Ordering::SeqCst)
    }

    /// Makes all existing hashes need a rehash.
    pub fn raise_cost(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// Sets whether the queue is full from now on.
    pub fn set_busy(&self, is_busy: bool) {
        self.is_busy.store(is_busy, Ordering::SeqCst);
    }

    /// Counts one hash, and returns the number before.
    fn begin(&self) -> Result<usize, HashingError> {
        let _ = self.admit()?;
        Ok(self.work.fetch_add(1, Ordering::SeqCst))
    }

    fn generation(&self) -> String {
        format!("$cheap$v={}$", self.generation.load(Ordering::SeqCst))
    }
}

/// A unique salt of [`SALT`] digits, and the password itself.
const SALT: usize = 8;

fn in_hex(plain: &PlainPassword) -> String {
    HEXLOWER.encode(plain.expose())
}

#[async_trait]
impl ForeignHashes for CheapHasher {
    async fn adopt(&self, hash: &str, _: Option<&str>) -> Result<PasswordHash, AdoptError> {
        match hash.starts_with("$cheap$") {
            true => Ok(PasswordHash::new(hash.to_owned())),
            false => Err(AdoptError::Unreadable("it is not a cheap one".to_owned())),
        }
    }
}

#[async_trait]
impl PasswordHasher for CheapHasher {
    fn admit(&self) -> Result<Admission, HashingError> {
        match self.is_busy.load(Ordering::SeqCst) {
            true => Err(HashingError::Busy {
                retry_after: Duration::from_secs(1),
            }),
            false => Ok(Admission::default()),
        }
    }

    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError> {
        let salt = self.begin()?;
        let (generation, password) = (self.generation(), in_hex(plain));
        Ok(PasswordHash::new(format!(
            "{generation}{salt:0SALT$x}{password}"
        )))
    }

    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        self.begin()?;
        let stored = hash.map_or("", PasswordHash::expose);
        let salted = stored
            .strip_prefix("$cheap$")
            .and_then(|rest| rest.split('$').nth(1));
        if salted.and_then(|salted| salted.get(SALT..)) != Some(in_hex(plain).as_str()) {
            return Ok(Verdict::Mismatch);
        }
        Ok(Verdict::Match {
            needs_rehash: !stored.starts_with(&self.generation()),
        })
    }
}
