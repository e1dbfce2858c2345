use argon2::password_hash::{
    self,
    phc::{self, Output, Salt},
};
use argon2::{Algorithm, Params, Version};
use vestibule_domain::{PasswordHash, PlainPassword, Unavailable};

use crate::memory::Memory;
use crate::params::{is_affordable, work};
use crate::pepper::{Pepper, Peppers, argon2};

/// A stored hash that can be verified, whichever argon2 made it.
pub(crate) struct Stored {
    algorithm: Algorithm,
    version: Version,
    params: Params,
    pepper: Option<Pepper>,
    salt: Salt,
    output: Output,
}

/// Why a stored hash cannot be verified.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("it is not in the PHC format")]
    Format(#[from] phc::Error),
    #[error("it is not a hash of argon2")]
    Algorithm(#[from] password_hash::Error),
    #[error("it has no salt or no output")]
    Incomplete,
    #[error("its parameters are too costly to be computed")]
    TooCostly,
    #[error("it was made under another PASSWORD_PEPPER than those of this installation")]
    UnknownPepper,
}

impl Stored {
    /// Reads a hash. Nothing is computed, and no memory is taken for it.
    pub(crate) fn read(hash: &PasswordHash, peppers: &Peppers) -> Result<Self, Unreadable> {
        let phc = phc::PasswordHash::new(hash.expose())?;
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
        plain: &PlainPassword,
        memory: &mut Memory,
    ) -> Result<bool, Unavailable> {
        let (pepper, params) = (self.pepper.as_ref(), self.params.clone());
        let argon2 = argon2(pepper, self.algorithm, self.version, params)?;
        Ok(memory.hash(&argon2, plain, &self.salt)? == self.output)
    }

    /// Whether it was made as `today`'s hashes are, under the same pepper.
    pub(crate) fn is_of(&self, today: &Params) -> bool {
        (self.algorithm, self.version) == (Algorithm::default(), Version::default())
            && self.params == *today
    }

    /// What [`Stored::matches`] costs.
    pub(crate) fn work(&self) -> u64 {
        work(&self.params)
    }
}

#[cfg(test)]
mod tests;
