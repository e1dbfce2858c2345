use async_trait::async_trait;

use crate::{PlainPassword, Unavailable};

/// Port: knows the passwords that leaked from other sites (OWASP ASVS 5.0, 6.2.12;
/// NIST SP 800-63B-4, 3.1.1.2).
///
/// An adapter MUST NOT send the password or its whole hash to anybody, nor write either down,
/// MUST answer within seconds, since a person waits for their page, and MUST NOT block the
/// calling task. Whatever keeps it from knowing is [`Unavailable`], never "no".
#[async_trait]
pub trait BreachedPasswords: Send + Sync {
    /// Whether the password is among them, whole and as it was typed.
    async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable>;
}
