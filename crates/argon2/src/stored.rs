use argon2::Params;
use argon2::password_hash::{self, phc};
use vestibule_domain::{PlainPassword, Unavailable};

use crate::legacy::{self, Foreign, Recipe};
use crate::memory::Memory;
use crate::pepper::Peppers;

mod phc_format;

#[cfg(feature = "legacy-hashes")]
pub(crate) use phc_format::LEAST_KIB;
pub(crate) use phc_format::Phc;

/// A stored hash that can be verified.
pub(crate) enum Stored {
    /// A hash of argon2.
    Argon2(Phc),
    /// Of another stack.
    Foreign(Foreign),
    /// Of argon2, over the digest of another stack, which was too weak to be stored.
    Wrapped(Recipe, Phc),
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
    #[error("its parameters are too expensive")]
    TooCostly,
    #[error("it was created with an unknown PASSWORD_PEPPER")]
    UnknownPepper,
    #[cfg(not(feature = "legacy-hashes"))]
    #[error("this program was built without the feature `legacy-hashes`, which verifies it")]
    NoLegacyHashes,
    #[cfg(feature = "legacy-hashes")]
    #[error(
        "it is in no format that we know, or in one that it does not name: \
         aspnet, better-auth, joomla, magento, md5, sha1, sha256 or sha512"
    )]
    Unknown,
    #[cfg(feature = "legacy-hashes")]
    #[error("it is not a complete hash of the format {0:?}")]
    Malformed(&'static str),
    #[cfg(feature = "legacy-hashes")]
    #[error(
        "its format is none of aspnet, better-auth, joomla, magento, md5, sha1, sha256 and \
         sha512; others need no name"
    )]
    UnknownFormat,
    #[cfg(feature = "legacy-hashes")]
    #[error("it was created by a faulty bcrypt implementation ($2x$)")]
    BrokenBcrypt,
}

impl Stored {
    /// Reads a hash; `format` says what made it, where the hash alone does not. Nothing is
    /// computed, and no memory is taken for it.
    pub(crate) fn read(
        text: &str,
        format: Option<&str>,
        peppers: &Peppers,
    ) -> Result<Self, Unreadable> {
        if let Some(format) = format {
            return Foreign::read_as(format, text.trim()).map(Self::Foreign);
        }
        let text = &*legacy::plain(text);
        match text.rfind("$argon2") {
            Some(0) => Phc::read(text, peppers).map(Self::Argon2),
            Some(end) => {
                let (recipe, over) = text.split_at(end);
                let over = Phc::read(over, peppers)?;
                Ok(Self::Wrapped(Recipe::read(recipe)?, over))
            }
            None => Foreign::read(text).map(Self::Foreign),
        }
    }

    /// Whether this password may be verified. With some legacy hashes a longer password costs more, and
    /// one as long as a request would cost too much.
    pub(crate) fn is_affordable(&self, plain: &PlainPassword) -> bool {
        match self {
            Self::Argon2(_) => true,
            Self::Foreign(Foreign { recipe, .. }) | Self::Wrapped(recipe, _) => {
                recipe.is_affordable(plain.expose().len())
            }
        }
    }

    /// Whether it is the hash of this password.
    pub(crate) fn matches(
        &self,
        plain: &PlainPassword,
        memory: &mut Memory,
    ) -> Result<bool, Unavailable> {
        match self {
            Self::Argon2(phc) => phc.matches(plain.expose(), memory),
            Self::Foreign(foreign) => Ok(foreign.matches(plain)),
            Self::Wrapped(recipe, over) => over.matches(&recipe.digest(plain), memory),
        }
    }

    /// The hash that must not be stored unwrapped, because a guess costs an attacker next to nothing.
    pub(crate) fn weak(self) -> Result<Option<Foreign>, Unreadable> {
        Ok(match self {
            Self::Argon2(phc) => phc.weak()?,
            Self::Foreign(foreign) => Some(foreign).filter(|foreign| foreign.recipe.is_weak()),
            Self::Wrapped(..) => None,
        })
    }

    /// Whether it was made as `today`'s hashes are, under the same pepper.
    pub(crate) fn is_of(&self, today: &Params) -> bool {
        matches!(self, Self::Argon2(phc) if phc.is_of(today))
    }

    /// What [`Stored::matches`] costs.
    pub(crate) fn work(&self, plain: &PlainPassword) -> u64 {
        match self {
            Self::Argon2(phc) => phc.work(),
            Self::Foreign(foreign) => foreign.recipe.work(plain.expose().len()),
            Self::Wrapped(recipe, over) => recipe.work(plain.expose().len()) + over.work(),
        }
    }
}
