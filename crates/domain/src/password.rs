use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

mod policy;

pub use policy::{PasswordPolicy, WeakPassword};

/// A password as a person typed it. It is wiped when dropped, not printed, not serialized.
///
/// It is brought to Unicode's form NFC once, here, and nowhere changed again: an "é" is the
/// same whether the keyboard composed it or not (NIST SP 800-63B-4, 3.1.1.2). Nothing is
/// trimmed, folded or cut off (OWASP ASVS 5.0, 6.2.8).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PlainPassword(String);

impl PlainPassword {
    /// Takes what was typed.
    pub fn new(typed: String) -> Self {
        let typed = Zeroizing::new(typed);
        Self(typed.nfc().collect())
    }

    /// The bytes to be hashed.
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// How many characters (Unicode scalar values) it has.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for PlainPassword {
    /// For a password and its confirmation, which come from the same person in the same
    /// request: there is nothing to learn from how long it takes.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl std::fmt::Debug for PlainPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainPassword(…)")
    }
}

/// A password hash as it is stored: a string in the PHC format, with its algorithm, its
/// parameters and its salt. Only a [`PasswordHasher`](crate::PasswordHasher) reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Takes a hash from a hasher or from the store.
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// A store keeps hashes of up to so many bytes.
    pub const MAX_LENGTH: usize = 512;

    /// The hash of users without a password: no password matches it.
    pub fn unusable() -> Self {
        Self("!".to_owned())
    }

    /// Whether there may be a password that has it.
    pub fn is_usable(&self) -> bool {
        *self != Self::unusable()
    }

    /// The string, to be stored or verified.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}
