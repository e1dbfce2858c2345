use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};

use super::function::number;
use crate::stored::LEAST_KIB;

/// argon2 with so little memory that its hash is wrapped before it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SmallArgon2 {
    pub(crate) algorithm: Algorithm,
    pub(crate) version: Version,
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

impl SmallArgon2 {
    /// Reads its name and its parameters.
    pub(super) fn read(name: &str, params: &str) -> Option<Self> {
        let version: u32 = number(params, "v")?;
        Some(Self {
            algorithm: name.try_into().ok()?,
            version: version.try_into().ok()?,
            memory_kib: number(params, "m")?,
            passes: number(params, "t")?,
            lanes: number(params, "p")?,
        })
    }

    fn params(&self, length: usize) -> Option<Params> {
        Params::new(self.memory_kib, self.passes, self.lanes, Some(length)).ok()
    }

    /// Whether there can be such a hash, with a digest of `length` bytes and a salt of so many.
    pub(super) fn makes(&self, length: usize, salt: usize) -> bool {
        // A hash with enough memory is stored unchanged, so no recipe has its parameters.
        self.memory_kib < LEAST_KIB && salt >= argon2::MIN_SALT_LEN && self.params(length).is_some()
    }

    pub(super) fn compute(&self, password: &[u8], salt: &[u8], digest: &mut [u8]) {
        let params = self.params(digest.len());
        let params = params.unwrap_or_else(|| unreachable!("they were looked at when it was read"));
        Argon2::new(self.algorithm, self.version, params)
            .hash_password_into(password, salt, digest)
            .unwrap_or_else(|_| unreachable!("a password is no longer than a request"));
    }

    pub(super) fn work(&self) -> u64 {
        u64::from(self.memory_kib).saturating_mul(self.passes.into())
    }
}

/// The parameters as they are stored.
impl fmt::Display for SmallArgon2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            version,
            memory_kib,
            passes,
            lanes,
            ..
        } = self;
        let version = u32::from(*version);
        write!(f, "v={version},m={memory_kib},t={passes},p={lanes},")
    }
}
