use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Minimum length of a key, in bytes.
const MIN_BYTES: usize = 32;
/// Minimum number of different bytes. A random key of 32 bytes has about 30; `aaaa…` or `0123…` is no key.
const MIN_DIFFERENT_BYTES: usize = 10;

/// Published example keys, which are copied as they stand. Lower case.
const SAMPLES: [&str; 5] = [
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7", // FastAPI
    "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf", // Flask
    "2nlsgfgzyoae2ax3ef2lyq/hh6qghbgliq5ul+gp8/w=",                     // Laravel
    "j63qrtdlub5nuzvp+kb8yiorgs6qfyhkvo6u7179sty=",                     // Laravel
    "egy8whuluoxixybod7zwwmil68r9o5kc",                                 // Rails
];
/// Placeholders of a key. Eight characters of one are
/// in 44 random ones once in billions, so that no good key is refused.
const PLACEHOLDERS: [&str; 11] = [
    "a-string-secret", // jwt.io
    "change-me",
    "change_me",
    "changeme",
    "changethis",
    "django-insecure",
    "keyboard cat", // Express
    "qwertyuiop",
    "replace-me",
    "your-256-bit-secret", // jwt.io
    "your-secret-key",
];

/// The secret key of a deployment, from which a key for each purpose is derived (HKDF, RFC 5869).
///
/// It is not printed, not serialized, and wiped when dropped. Two keys are compared only with each other,
/// at start, and not in constant time.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{InvalidKey, SecretKey};
///
/// let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa")?;
/// assert!(matches!(SecretKey::parse("secret"), Err(InvalidKey::TooShort)));
/// # Ok::<(), InvalidKey>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey(Zeroizing<Vec<u8>>);

/// Why a text is not a [`SecretKey`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKey {
    /// The key is too short: it could be guessed.
    #[error("it has fewer than {MIN_BYTES} bytes")]
    TooShort,
    /// The key has so few different characters that it is not random.
    #[error("it is not random: it has fewer than {MIN_DIFFERENT_BYTES} different characters")]
    Repetitive,
    /// The key is a published example or a pattern, which attackers know.
    #[error("it is a published sample or a pattern (the command `key` generates one)")]
    Known,
}

crate::debug_as_sentence!(InvalidKey);

impl SecretKey {
    /// Parses the text of `SECRET_KEY`. The bytes of the text are the key; no encoding is removed.
    ///
    /// # Errors
    ///
    /// - [`InvalidKey::TooShort`]: the text has fewer than 32 bytes.
    /// - [`InvalidKey::Repetitive`]: it has fewer than ten different characters.
    /// - [`InvalidKey::Known`]: it is a published example, a placeholder or a pattern.
    pub fn parse(text: &str) -> Result<Self, InvalidKey> {
        let bytes = Zeroizing::new(text.trim().as_bytes().to_vec());
        if bytes.len() < MIN_BYTES {
            return Err(InvalidKey::TooShort);
        }
        let mut different = Zeroizing::new(bytes.to_vec());
        different.sort_unstable();
        different.dedup();
        if different.len() < MIN_DIFFERENT_BYTES {
            return Err(InvalidKey::Repetitive);
        }
        if is_sample(text) || is_pattern(&bytes) {
            return Err(InvalidKey::Known);
        }
        Ok(Self(bytes))
    }

    /// Derives the key of one purpose (HKDF-SHA-256, RFC 5869). It discloses neither this key nor that of
    /// another purpose.
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

fn is_sample(text: &str) -> bool {
    let lower = Zeroizing::new(text.to_lowercase());
    let mut known = SAMPLES.iter().chain(&PLACEHOLDERS);
    known.any(|known| lower.contains(known))
}

/// One piece again and again, or mostly neighbors in the alphabet: of random bytes, even of
/// hexadecimal digits, not one in a billion is.
fn is_pattern(key: &[u8]) -> bool {
    let repeats = (1..=key.len() / 2).any(|piece| key[piece..] == key[..key.len() - piece]);
    let neighbors = key.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= 1);
    repeats || neighbors.count() * 4 >= (key.len() - 1) * 3
}
