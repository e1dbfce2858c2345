use argon2::password_hash::{
    self,
    phc::{self, Output, Salt},
};
use argon2::{Algorithm, Params, Version};
use vestibule_domain::Unavailable;

use super::Unreadable;
use crate::legacy::Foreign;
use crate::memory::Memory;
use crate::params::{is_affordable, work};
use crate::pepper::{Pepper, Peppers, argon2};

/// The least memory of argon2 that is worth being stored (OWASP, Password Storage Cheat Sheet).
/// passlib's first defaults, and PHP's, were far below.
pub(crate) const LEAST_KIB: u32 = 7 * 1024;

/// A hash in the PHC format, whichever argon2 made it.
pub(crate) struct Phc {
    algorithm: Algorithm,
    version: Version,
    params: Params,
    pepper: Option<Pepper>,
    salt: Salt,
    output: Output,
}

impl Phc {
    /// Reads a hash. Nothing is computed, and no memory is taken for it.
    pub(crate) fn read(text: &str, peppers: &Peppers) -> Result<Self, Unreadable> {
        let phc = phc::PasswordHash::new(text)?;
        let params = Params::try_from(&phc)?;
        if !is_affordable(&params) {
            return Err(Unreadable::TooCostly);
        }
        Ok(Self {
            algorithm: phc.algorithm.as_str().try_into()?,
            // The reference implementation names no version in hashes of its first one.
            version: match phc.version {
                Some(version) => version.try_into().map_err(password_hash::Error::from)?,
                None => Version::V0x10,
            },
            pepper: peppers.find(&params).ok_or(Unreadable::UnknownPepper)?,
            params,
            salt: phc.salt.ok_or(Unreadable::Incomplete)?,
            output: phc.hash.ok_or(Unreadable::Incomplete)?,
        })
    }

    /// Whether it is the hash of this password, compared in constant time.
    pub(crate) fn matches(
        &self,
        password: &[u8],
        memory: &mut Memory,
    ) -> Result<bool, Unavailable> {
        let (pepper, params) = (self.pepper.as_ref(), self.params.clone());
        let argon2 = argon2(pepper, self.algorithm, self.version, params)?;
        Ok(memory.hash(&argon2, password, &self.salt)? == self.output)
    }

    /// The same for a hash with little memory. A hash with a pepper is useless to an attacker without
    /// the pepper.
    pub(super) fn weak(&self) -> Result<Option<Foreign>, Unreadable> {
        let is_bare = self.pepper.is_none() && self.params.data().is_empty();
        match is_bare && self.params.m_cost() < LEAST_KIB {
            true => self.as_foreign().map(Some),
            false => Ok(None),
        }
    }

    #[cfg(feature = "legacy-hashes")]
    fn as_foreign(&self) -> Result<Foreign, Unreadable> {
        let argon2 = crate::legacy::SmallArgon2 {
            algorithm: self.algorithm,
            version: self.version,
            memory_kib: self.params.m_cost(),
            passes: self.params.t_cost(),
            lanes: self.params.p_cost(),
        };
        Ok(Foreign::of_small(argon2, &self.salt, self.output.as_ref()))
    }

    #[cfg(not(feature = "legacy-hashes"))]
    fn as_foreign(&self) -> Result<Foreign, Unreadable> {
        Err(Unreadable::NoLegacyHashes)
    }

    /// Whether it was made as `today`'s hashes are, under the same pepper.
    pub(crate) fn is_of(&self, today: &Params) -> bool {
        (self.algorithm, self.version) == (Algorithm::default(), Version::default())
            && self.params == *today
    }

    /// What [`Phc::matches`] costs.
    pub(crate) fn work(&self) -> u64 {
        work(&self.params)
    }
}

#[cfg(test)]
mod tests;
