use async_trait::async_trait;

use crate::{PlainPassword, Unavailable};

/// Port: checks passwords against known data breaches (OWASP ASVS 5.0, 6.2.12;
/// NIST SP 800-63B-4, 3.1.1.2).
///
/// An adapter MUST NOT send the password or its whole hash anywhere, nor store either,
/// MUST answer within seconds, since a user waits for the page, and MUST NOT block the calling
/// task. Any failure is [`Unavailable`], never "not breached".
///
/// The adapters that come with Vestibule are `vestibule::RangeService` and `vestibule::HashFile`.
///
/// # Examples
///
/// ```
/// use async_trait::async_trait;
/// use vestibule_domain::{BreachedPasswords, PlainPassword, Unavailable};
///
/// /// A list in the binary, for an application without network access.
/// struct Common(&'static str);
///
/// #[async_trait]
/// impl BreachedPasswords for Common {
///     async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable> {
///         Ok(self.0.lines().any(|line| line.as_bytes() == password.expose()))
///     }
/// }
///
/// let breached = Common("correct horse battery staple\npassword1\n");
/// ```
#[async_trait]
pub trait BreachedPasswords: Send + Sync {
    /// Returns whether the whole password, as it was typed, is in the list.
    ///
    /// # Errors
    ///
    /// The list cannot be read, or the service does not answer in time. The password is then accepted, and
    /// an event records that it was not checked.
    async fn contains(&self, password: &PlainPassword) -> Result<bool, Unavailable>;
}
