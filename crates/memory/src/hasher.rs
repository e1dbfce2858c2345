use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use vestibule_domain::{HashingError, PasswordHash, PasswordHasher, PlainPassword, Verdict};

/// A hasher that costs nothing and counts how much work a real one would have had.
///
/// Its hashes hold the password in plain: they are for tests only.
#[derive(Debug, Default)]
pub struct CheapHasher {
    generation: AtomicUsize,
    work: AtomicUsize,
}

impl CheapHasher {
    /// How many passwords were hashed or verified, those without an account included.
    pub fn work(&self) -> usize {
        self.work.load(Ordering::SeqCst)
    }

    /// From now on, hashes made before need to be made again.
    pub fn raise_cost(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    fn prefix(&self) -> String {
        format!("$cheap$v={}$", self.generation.load(Ordering::SeqCst))
    }
}

#[async_trait]
impl PasswordHasher for CheapHasher {
    async fn hash(&self, plain: &PlainPassword) -> Result<PasswordHash, HashingError> {
        self.work.fetch_add(1, Ordering::SeqCst);
        let hex: String = plain
            .expose()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(PasswordHash::new(self.prefix() + &hex))
    }

    async fn verify(
        &self,
        plain: &PlainPassword,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, HashingError> {
        let today = self.hash(plain).await?;
        let Some(hash) = hash else {
            return Ok(Verdict::Mismatch);
        };
        let same_password = hash.expose().rsplit('$').next() == today.expose().rsplit('$').next();
        Ok(match same_password {
            true => Verdict::Match {
                needs_rehash: hash != &today,
            },
            false => Verdict::Mismatch,
        })
    }
}
