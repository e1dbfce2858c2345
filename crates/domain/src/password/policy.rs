use std::sync::LazyLock;

use zeroize::Zeroizing;

use super::PlainPassword;
use crate::EmailAddress;

/// The passwords that attackers try first, sorted, in lower case.
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("common.txt").lines().collect());

/// A word of fewer characters is in too many good passwords to be held against one.
const SHORTEST_NAME: usize = 3;

/// What a new password must be. There are no rules about its composition: they make
/// passwords worse (OWASP ASVS 5.0, 6.2.5; NIST SP 800-63B-4, 3.1.1.2).
#[derive(Clone, Debug)]
pub struct PasswordPolicy {
    min_length: usize,
    site_names: Vec<String>,
}

/// Why a password was refused: the reason, and what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too few characters: guessed by trying all.
    #[error("fewer than {min} characters")]
    TooShort {
        /// The fewest characters.
        min: usize,
    },
    /// Too many characters. Cutting it would be worse than refusing it.
    #[error("more than {max} characters")]
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// It is among the passwords that attackers try first.
    #[error("one of the most common passwords")]
    Common,
    /// It was in a leak of another site: attackers try those next.
    #[error("found in a data breach of another site")]
    Breached,
    /// It is the person's own address, or a part of it, in a simple variation.
    #[error("a variation of the email address")]
    ResemblesEmail,
    /// It is the name of the site, in a simple variation.
    #[error("a variation of the site name")]
    ResemblesSite,
}

impl PasswordPolicy {
    /// The least that [`PasswordPolicy::new`] accepts (OWASP ASVS 5.0, 6.2.1). NIST asks for
    /// 15 where the password is the only proof.
    pub const LEAST_MIN_LENGTH: usize = 8;
    /// The most characters, so that a password is always hashed whole.
    pub const MAX_LENGTH: usize = 256;

    /// Asks for `min_length` characters, at least [`PasswordPolicy::LEAST_MIN_LENGTH`], and
    /// refuses simple variations of the `site_names` (OWASP ASVS 5.0, 6.2.11).
    pub fn new(min_length: usize, site_names: Vec<String>) -> Self {
        Self {
            min_length: min_length.clamp(Self::LEAST_MIN_LENGTH, Self::MAX_LENGTH),
            site_names,
        }
    }

    /// The fewest characters.
    pub fn min_length(&self) -> usize {
        self.min_length
    }

    /// Judges a password that `owner` wants to have.
    ///
    /// # Errors
    ///
    /// The first rule that the password breaks.
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
/// around it, of which the caller kept the letters and digits. The whole password is judged: one that merely contains the name may be good.
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
