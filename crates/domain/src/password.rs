use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

mod policy;

pub use policy::{PasswordPolicy, WeakPassword};

/// A password as a user typed it. It is wiped when dropped, not printed, and not serialized.
///
/// It is normalized to Unicode NFC once, here: an "é" is the
/// same whether the keyboard composed it or not (NIST SP 800-63B-4, 3.1.1.2). It is not
/// trimmed, folded or truncated (OWASP ASVS 5.0, 6.2.8).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PlainPassword(String);

impl PlainPassword {
    /// Creates a password from the text that was typed.
    pub fn new(typed: String) -> Self {
        let typed = Zeroizing::new(typed);
        Self(typed.nfc().collect())
    }

    /// Returns the bytes to be hashed.
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Returns the number of characters (Unicode scalar values).
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Returns whether the password is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for PlainPassword {
    /// For a password and its confirmation, which come from the same request: its time
    /// discloses nothing.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl std::fmt::Debug for PlainPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainPassword(…)")
    }
}

/// A stored password hash: a string in the PHC format, with algorithm, parameters and salt. Only a [`PasswordHasher`](crate::PasswordHasher) reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Creates a hash from the text of a hasher or of the store.
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// Maximum length of a stored hash, in bytes.
    pub const MAX_LENGTH: usize = 512;

    /// Returns the hash of users without a password: no password matches it.
    pub fn unusable() -> Self {
        Self("!".to_owned())
    }

    /// Returns whether a password can match it.
    pub fn is_usable(&self) -> bool {
        *self != Self::unusable()
    }

    /// Returns the text, to be stored or verified.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}
