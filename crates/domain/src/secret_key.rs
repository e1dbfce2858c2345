use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// The fewest bytes of a key.
const MIN_BYTES: usize = 32;
/// A random key of 32 bytes has about 30 different ones; `aaaa…` or `0123…` is no key.
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

/// The secret of an installation, from which a key for each purpose is derived.
///
/// It never leaves this type: it is not printed, not serialized, and wiped when dropped.
/// Two are compared only with each other, at the start of a program, and not in constant time.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey(Zeroizing<Vec<u8>>);

/// Why a text is no [`SecretKey`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKey {
    /// It is too short to be unguessable.
    #[error("it has fewer than {MIN_BYTES} bytes")]
    TooShort,
    /// It repeats so few characters that it is not random.
    #[error("it is not random: it has fewer than {MIN_DIFFERENT_BYTES} different characters")]
    Repetitive,
    /// It stands in a tutorial, or follows from its beginning: others have it too.
    #[error("it is a published sample or a pattern (the command `key` generates one)")]
    Known,
}

crate::debug_as_sentence!(InvalidKey);

impl SecretKey {
    /// Parses the text of `SECRET_KEY`. The bytes of the text are the key; no encoding is removed.
    ///
    /// # Errors
    ///
    /// If the key is too short or a well-known one.
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
