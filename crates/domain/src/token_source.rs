use crate::Unavailable;

/// Port: random bytes, for tokens and identifiers. `SystemRandom` of `vestibule-system` is the real one.
pub trait TokenSource: Send + Sync {
    /// Fills `bytes` with random bytes.
    ///
    /// Outside of tests an adapter MUST take them from a cryptographically secure
    /// generator (OWASP ASVS 5.0, 11.5.1), and MUST fail rather than return fewer.
    ///
    /// # Errors
    ///
    /// If the random number generator of the system fails.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Unavailable>;
}
