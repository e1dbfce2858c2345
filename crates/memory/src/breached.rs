use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use vestibule_domain::{BreachedPasswords, PlainPassword, Unavailable};

/// A list of breached passwords, which counts its checks.
#[derive(Debug, Default)]
pub struct ListedBreaches {
    passwords: Vec<String>,
    is_away: AtomicBool,
    asked: AtomicUsize,
}

impl ListedBreaches {
    /// Creates a list of these passwords.
    pub fn new<P: Into<String>>(passwords: impl IntoIterator<Item = P>) -> Self {
        Self {
            passwords: passwords.into_iter().map(P::into).collect(),
            ..Self::default()
        }
    }

    /// Sets whether checks fail from now on.
    pub fn set_away(&self, is_away: bool) {
        self.is_away.store(is_away, Ordering::SeqCst);
    }

    /// Returns the number of checks.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl BreachedPasswords for ListedBreaches {
    async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.is_away.load(Ordering::SeqCst) {
            return Err(Unavailable::new("the list is away"));
        }
        let mut all = self.passwords.iter();
        Ok(all.any(|leaked| leaked.as_bytes() == password.expose()))
    }
}
