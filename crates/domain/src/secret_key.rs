use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// The fewest bytes of a key.
const MIN_BYTES: usize = 32;
/// A random key of 32 bytes has about 30 different ones; `aaaa…` or `0123…` is no key.
const MIN_DIFFERENT_BYTES: usize = 10;

/// The secret of an installation, from which a key for each purpose is derived.
///
/// It never leaves this type: it is not printed, not serialised, and wiped when dropped.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<Vec<u8>>);

/// Why a text is no [`SecretKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitKey {
    /// It is too short to be unguessable.
    #[error("it has fewer than {MIN_BYTES} bytes")]
    TooShort,
    /// It repeats so few characters that nobody drew it at random.
    #[error("it is not random: it has fewer than {MIN_DIFFERENT_BYTES} different characters")]
    Repetitive,
}

impl SecretKey {
    /// Takes the text of `SECRET_KEY`. Its bytes are the key, in whatever encoding it came.
    pub fn parse(text: &str) -> Result<Self, UnfitKey> {
        let bytes = Zeroizing::new(text.trim().as_bytes().to_vec());
        if bytes.len() < MIN_BYTES {
            return Err(UnfitKey::TooShort);
        }
        let mut different = Zeroizing::new(bytes.to_vec());
        different.sort_unstable();
        different.dedup();
        if different.len() < MIN_DIFFERENT_BYTES {
            return Err(UnfitKey::Repetitive);
        }
        Ok(Self(bytes))
    }

    /// The key for one purpose (HKDF-SHA-256, RFC 5869): who learns it learns neither this
    /// key nor that of another purpose.
    pub fn derive<const N: usize>(&self, purpose: &str) -> Zeroizing<[u8; N]> {
        let mut key = Zeroizing::new([0; N]);
        Hkdf::<Sha256>::new(Some(b"vestibule"), &self.0)
            .expand(purpose.as_bytes(), key.as_mut())
            .unwrap_or_else(|_| unreachable!("HKDF-SHA-256 gives up to 8,160 bytes"));
        key
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}
