use async_trait::async_trait;

use crate::{PlainPassword, Unavailable};

/// Port: checks passwords against known data breaches (OWASP ASVS 5.0, 6.2.12;
/// NIST SP 800-63B-4, 3.1.1.2).
///
/// An adapter MUST NOT send the password or its whole hash anywhere, nor store either,
/// MUST answer within seconds, since a user waits for the page, and MUST NOT block the calling
/// task. Any failure is [`Unavailable`], never "not breached".
#[async_trait]
pub trait BreachedPasswords: Send + Sync {
    /// Whether the password is among them, whole and as it was typed.
    ///
    /// # Errors
    ///
    /// If the list cannot be read or does not answer in time.
    async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable>;
}
