use std::sync::LazyLock;

use zeroize::Zeroizing;

use super::PlainPassword;
use crate::EmailAddress;

/// Common passwords, sorted, in lower case (OWASP ASVS 5.0, 6.2.4).
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("common.txt").lines().collect());

/// A word of fewer characters is in too many good passwords to be held against one.
const SHORTEST_NAME: usize = 3;

/// The rules for new passwords: length, common passwords, the address and the names of the site. There are
/// no composition rules, which make passwords worse (OWASP ASVS 5.0, 6.2.5; NIST SP 800-63B-4, 3.1.1.2).
#[derive(Clone, Debug)]
pub struct PasswordPolicy {
    min_length: usize,
    site_names: Vec<String>,
}

/// Why a password was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It has too few characters.
    #[error("fewer than {min} characters")]
    TooShort {
        /// Minimum length, in characters.
        min: usize,
    },
    /// It has too many characters. Passwords are never truncated (OWASP ASVS 5.0, 6.2.8).
    #[error("more than {max} characters")]
    TooLong {
        /// Maximum length, in characters.
        max: usize,
    },
    /// It is a common password, which attackers try first (OWASP ASVS 5.0, 6.2.4).
    #[error("one of the most common passwords")]
    Common,
    /// It is in a known data breach (OWASP ASVS 5.0, 6.2.12).
    #[error("found in a data breach of another site")]
    Breached,
    /// It is the user's email address, or a part of it, in a simple variation.
    #[error("a variation of the email address")]
    ResemblesEmail,
    /// It is the name of the site, in a simple variation.
    #[error("a variation of the site name")]
    ResemblesSite,
}

impl PasswordPolicy {
    /// The lowest minimum length that [`PasswordPolicy::new`] accepts, in characters (OWASP ASVS 5.0, 6.2.1).
    /// NIST SP 800-63B-4 (3.1.1.2) requires 15 where the password is the only factor.
    pub const LEAST_MIN_LENGTH: usize = 8;
    /// Maximum length in characters, so that a password is always hashed whole (OWASP ASVS 5.0, 6.2.9).
    pub const MAX_LENGTH: usize = 256;

    /// Requires `min_length` characters, at least [`PasswordPolicy::LEAST_MIN_LENGTH`], and
    /// refuses simple variations of the `site_names` (OWASP ASVS 5.0, 6.2.11).
    pub fn new(min_length: usize, site_names: Vec<String>) -> Self {
        Self {
            min_length: min_length.clamp(Self::LEAST_MIN_LENGTH, Self::MAX_LENGTH),
            site_names,
        }
    }

    /// Returns the minimum length, in characters.
    pub fn min_length(&self) -> usize {
        self.min_length
    }

    /// Checks a new password of the user with the address `owner`.
    ///
    /// # Errors
    ///
    /// The first rule that the password violates.
    pub fn check(
        &self,
        password: &PlainPassword,
        owner: &EmailAddress,
    ) -> Result<(), WeakPassword> {
        let length = password.length();
        if length < self.min_length {
            return Err(WeakPassword::TooShort {
                min: self.min_length,
            });
        }
        if length > Self::MAX_LENGTH {
            return Err(WeakPassword::TooLong {
                max: Self::MAX_LENGTH,
            });
        }
        let lower = Zeroizing::new(password.0.to_lowercase());
        if COMMON.binary_search(&lower.as_str()).is_ok() {
            return Err(WeakPassword::Common);
        }
        let name_of_domain = owner.domain().rsplit_once('.').map_or("", |(name, _)| name);
        let own = [
            owner.canonical(),
            owner.local_part(),
            owner.domain(),
            name_of_domain,
        ];
        let bare = letters_and_digits(&lower);
        if own.iter().any(|name| resembles(&bare, name)) {
            return Err(WeakPassword::ResemblesEmail);
        }
        if self.site_names.iter().any(|name| resembles(&bare, name)) {
            return Err(WeakPassword::ResemblesSite);
        }
        Ok(())
    }
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self::new(Self::LEAST_MIN_LENGTH, Vec::new())
    }
}

/// Whether a password is a name, once or repeated, with nothing but digits and punctuation
/// around it, of which the caller kept the letters and digits. A password that merely contains the name
/// is accepted.
fn resembles(password: &str, name: &str) -> bool {
    let name = letters_and_digits(name);
    if name.chars().count() < SHORTEST_NAME || !password.contains(name.as_str()) {
        return false;
    }
    let rest = Zeroizing::new(password.replace(name.as_str(), ""));
    rest.chars().all(char::is_numeric)
}

fn letters_and_digits(text: &str) -> Zeroizing<String> {
    let email_templates = text
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric());
    Zeroizing::new(email_templates.collect())
}
