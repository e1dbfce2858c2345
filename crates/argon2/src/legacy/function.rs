use std::{fmt, ops::RangeInclusive};

use aes::Aes256;
use ctr::Ctr128BE;
use ctr::cipher::{KeyIvInit, StreamCipher};
use md5::Md5;
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use super::small_argon2::SmallArgon2;
use super::{bcrypt, md5_crypt, phpass, sha_crypt};

/// What makes a digest of a password and a salt, at which cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// RFC 8018, with HMAC.
    Pbkdf2 { hash: Hash, rounds: u32 },
    /// RFC 7914.
    Scrypt(ScryptCost),
    /// Firebase's: the key stream of AES-256-CTR under a key of scrypt.
    ScryptAes(ScryptCost),
    /// 2^cost rounds.
    Bcrypt { cost: u32 },
    /// 2^`log_rounds` rounds of MD5, or of SHA-512, of whose digest 32 bytes are kept.
    Phpass { hash: Hash, log_rounds: u32 },
    /// crypt(3), `$5$` and `$6$`.
    ShaCrypt { hash: Hash, rounds: u32 },
    /// RFC 9106, with little memory.
    Argon2(SmallArgon2),
    /// crypt(3), `$1$`, and Apache's `$apr1$`: 1,000 rounds of MD5.
    Md5Crypt { is_apache: bool },
    /// The salt and the password, once.
    Once(Hash),
    /// The password and the salt, once.
    Appended(Hash),
}

/// The lengths of a PBKDF2 digest that are stored, in bytes.
pub(super) const PBKDF2_LENGTHS: RangeInclusive<usize> = 16..=256;
/// The longest PBKDF2 digest that is read, in bytes.
pub(super) const LONGEST_PBKDF2: usize = 512;

/// scrypt's parameters: the logarithm of N, r and p.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScryptCost {
    pub(super) log_n: u32,
    pub(super) r: u32,
    pub(super) p: u32,
}

/// A hash function that is too fast for passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha512,
}

impl ScryptCost {
    fn is_whole(self) -> bool {
        self.log_n > 0 && self.r > 0 && self.p > 0
    }

    fn scrypt(self, password: &[u8], salt: &[u8], output: &mut [u8]) {
        let log_n = self.log_n as u8; // what can be paid is far below
        let made = scrypt::Params::new(log_n, self.r, self.p)
            .map(|params| scrypt::scrypt(password, salt, &params, output));
        made.unwrap_or_else(|_| unreachable!("they were looked at when the hash was read"))
            .unwrap_or_else(|_| unreachable!("so was its length"));
    }
}

impl Hash {
    const ALL: [Self; 4] = [Self::Md5, Self::Sha1, Self::Sha256, Self::Sha512];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hash| hash.name() == name)
    }

    pub(super) fn length(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

impl Function {
    /// Reads its name and its parameters.
    pub(super) fn read(name: &str, params: &str) -> Option<Self> {
        let number = |key| number(params, key);
        let scrypt = || {
            Some(ScryptCost {
                log_n: number("ln")?,
                r: number("r")?,
                p: number("p")?,
            })
        };
        if let Some(hash) = name.strip_prefix("pbkdf2-") {
            let hash = Hash::named(hash)?;
            // passlib gives the number alone.
            let rounds = number("i").or_else(|| params.parse().ok())?;
            return Some(Self::Pbkdf2 { hash, rounds });
        }
        Some(match name {
            "scrypt" => Self::Scrypt(scrypt()?),
            "scrypt-aes-ctr" => Self::ScryptAes(scrypt()?),
            "bcrypt" => Self::Bcrypt { cost: number("c")? },
            "phpass" => Self::Phpass {
                hash: Hash::Md5,
                log_rounds: number("ln")?,
            },
            "phpass-sha512" => Self::Phpass {
                hash: Hash::Sha512,
                log_rounds: number("ln")?,
            },
            "md5-crypt" => Self::Md5Crypt { is_apache: false },
            "apr1-crypt" => Self::Md5Crypt { is_apache: true },
            "sha256-crypt" | "sha512-crypt" => Self::ShaCrypt {
                hash: Hash::named(name.trim_end_matches("-crypt"))?,
                rounds: number("i")?,
            },
            _ if name.starts_with("argon2") => Self::Argon2(SmallArgon2::read(name, params)?),
            _ => match name.strip_suffix("-appended") {
                Some(name) => Self::Appended(Hash::named(name)?),
                None => Self::Once(Hash::named(name)?),
            },
        })
    }

    /// Its name; what of it is in a hash besides are its parameters.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Pbkdf2 { hash, .. } => format!("pbkdf2-{}", hash.name()),
            Self::Scrypt(_) => "scrypt".to_owned(),
            Self::ScryptAes(_) => "scrypt-aes-ctr".to_owned(),
            Self::Bcrypt { .. } => "bcrypt".to_owned(),
            Self::Phpass {
                hash: Hash::Sha512, ..
            } => "phpass-sha512".to_owned(),
            Self::Phpass { .. } => "phpass".to_owned(),
            Self::Md5Crypt { is_apache: true } => "apr1-crypt".to_owned(),
            Self::Md5Crypt { is_apache: false } => "md5-crypt".to_owned(),
            Self::Appended(hash) => format!("{}-appended", hash.name()),
            Self::ShaCrypt { hash, .. } => format!("{}-crypt", hash.name()),
            Self::Argon2(argon2) => argon2.algorithm.as_str().to_owned(),
            Self::Once(hash) => hash.name().to_owned(),
        }
    }

    /// Whether a digest of `length` bytes with a salt of so many is one of its own.
    pub(super) fn makes(&self, length: usize, salt: usize) -> bool {
        match self {
            Self::Pbkdf2 { rounds, .. } => *rounds > 0 && PBKDF2_LENGTHS.contains(&length),
            Self::Scrypt(cost) => cost.is_whole() && [20, 32, 64].contains(&length),
            Self::ScryptAes(cost) => cost.is_whole() && length == 64,
            Self::Bcrypt { cost } => *cost >= 4 && length == 23 && salt == 16,
            Self::Phpass { hash, .. } => length == phpass::length(*hash) && salt == 8,
            Self::Md5Crypt { .. } => length == 16 && salt <= 8,
            Self::ShaCrypt { hash, rounds } => *rounds >= 1_000 && length == hash.length(),
            Self::Argon2(argon2) => argon2.makes(length, salt),
            Self::Once(hash) | Self::Appended(hash) => length == hash.length(),
        }
    }

    /// Fills `digest`. It was looked at before whether that can be paid.
    pub(super) fn compute(&self, password: &[u8], salt: &[u8], digest: &mut [u8]) {
        match *self {
            Self::Pbkdf2 { hash, rounds } => match hash {
                Hash::Md5 => pbkdf2_hmac::<Md5>(password, salt, rounds, digest),
                Hash::Sha1 => pbkdf2_hmac::<Sha1>(password, salt, rounds, digest),
                Hash::Sha256 => pbkdf2_hmac::<Sha256>(password, salt, rounds, digest),
                Hash::Sha512 => pbkdf2_hmac::<Sha512>(password, salt, rounds, digest),
            },
            Self::Scrypt(cost) => cost.scrypt(password, salt, digest),
            Self::ScryptAes(cost) => {
                let mut key = Zeroizing::new([0; 32]);
                cost.scrypt(password, salt, &mut *key);
                Ctr128BE::<Aes256>::new(&(*key).into(), &[0; 16].into()).apply_keystream(digest);
            }
            Self::Bcrypt { cost } => bcrypt::compute(password, salt, cost, digest),
            Self::Phpass { hash, log_rounds } => {
                phpass::compute(password, salt, hash, log_rounds, digest)
            }
            Self::Md5Crypt { is_apache } => md5_crypt::compute(password, salt, is_apache, digest),
            Self::ShaCrypt { hash, rounds } => {
                sha_crypt::compute(password, salt, hash, rounds, digest)
            }
            Self::Argon2(argon2) => argon2.compute(password, salt, digest),
            Self::Once(hash) => once(hash, &[salt, password], digest),
            Self::Appended(hash) => once(hash, &[password, salt], digest),
        }
    }
}

pub(super) fn once(hash: Hash, parts: &[&[u8]], digest: &mut [u8]) {
    fn fill<D: Digest>(parts: &[&[u8]], digest: &mut [u8]) {
        let mut hash = D::new();
        parts.iter().for_each(|part| hash.update(part));
        digest.copy_from_slice(&hash.finalize());
    }
    match hash {
        Hash::Md5 => fill::<Md5>(parts, digest),
        Hash::Sha1 => fill::<Sha1>(parts, digest),
        Hash::Sha256 => fill::<Sha256>(parts, digest),
        Hash::Sha512 => fill::<Sha512>(parts, digest),
    }
}

/// The parameters as they are stored.
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pbkdf2 { rounds, .. } | Self::ShaCrypt { rounds, .. } => write!(f, "i={rounds},"),
            Self::Scrypt(cost) | Self::ScryptAes(cost) => {
                let ScryptCost { log_n, r, p } = cost;
                write!(f, "ln={log_n},r={r},p={p},")
            }
            Self::Bcrypt { cost } => write!(f, "c={cost},"),
            Self::Phpass { log_rounds, .. } => write!(f, "ln={log_rounds},"),
            Self::Argon2(argon2) => argon2.fmt(f),
            Self::Md5Crypt { .. } | Self::Once(_) | Self::Appended(_) => Ok(()),
        }
    }
}

/// The number behind `key=` in a list.
pub(super) fn number<T: std::str::FromStr>(params: &str, key: &str) -> Option<T> {
    let mut params = params.split(',');
    params.find_map(|param| param.strip_prefix(key)?.strip_prefix('=')?.parse().ok())
}
