use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha2::{Digest, Sha256, Sha384};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::encoding::{HEX, PADDED};

/// What a stack does with a password before it hashes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// Nothing.
    AsTyped,
    /// Unicode's form NFKC.
    Nfkc,
    /// Without white space around it, as PHP's `trim` understands that.
    Trimmed,
    /// Its MD5 in hex: what an older version of a stack had stored, hashed again.
    Md5,
    /// Its SHA-256 in hex: Django, so that bcrypt cuts off nothing.
    Sha256,
    /// Trimmed, then its HMAC-SHA-384 in base64: WordPress, for the same reason.
    WordPress,
}

impl Before {
    const ALL: [Self; 6] = [
        Self::AsTyped,
        Self::Nfkc,
        Self::Trimmed,
        Self::Md5,
        Self::Sha256,
        Self::WordPress,
    ];

    /// How a stored hash tells of it, behind the name of its function.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::AsTyped => "",
            Self::Nfkc => "-nfkc",
            Self::Trimmed => "-trim",
            Self::Md5 => "-of-md5",
            Self::Sha256 => "-of-sha256",
            Self::WordPress => "-wordpress",
        }
    }

    /// Takes the suffix off a name.
    pub(super) fn read(name: &str) -> (&str, Self) {
        let mut suffixes = Self::ALL.into_iter().rev();
        let found = suffixes.find_map(|before| Some((name.strip_suffix(before.suffix())?, before)));
        found.unwrap_or((name, Self::AsTyped))
    }

    pub(super) fn apply(self, typed: &[u8]) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(match self {
            Self::AsTyped => typed.to_vec(),
            Self::Nfkc => text(typed).nfkc().collect::<String>().into_bytes(),
            Self::Trimmed => trim(typed).to_vec(),
            Self::Md5 => HEX.encode(&Md5::digest(typed)).into_bytes(),
            Self::Sha256 => HEX.encode(&Sha256::digest(typed)).into_bytes(),
            Self::WordPress => {
                let mut mac = Hmac::<Sha384>::new_from_slice(b"wp-sha384")
                    .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
                mac.update(trim(typed));
                PADDED.encode(&mac.finalize().into_bytes()).into_bytes()
            }
        })
    }
}

fn trim(typed: &[u8]) -> &[u8] {
    let blank = [' ', '\t', '\n', '\r', '\0', '\u{b}'];
    text(typed).trim_matches(blank).as_bytes()
}

fn text(typed: &[u8]) -> &str {
    std::str::from_utf8(typed).unwrap_or_else(|_| unreachable!("passwords are text"))
}
