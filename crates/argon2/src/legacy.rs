//! The hashes of other stacks: which there are, and how they begin.

use std::fmt;

use subtle::ConstantTimeEq;
use vestibule_domain::PlainPassword;
use zeroize::Zeroizing;

use before::Before;
use function::{Function, LONGEST_PBKDF2, PBKDF2_LENGTHS};

use crate::stored::Unreadable;

mod aspnet;
mod bcrypt;
mod before;
mod better_auth;
mod braces;
mod cost;
mod django;
mod encoding;
mod firebase;
mod function;
mod magento;
mod md5_crypt;
mod mediawiki;
mod phpass;
mod recipe;
mod sha_crypt;
mod small_argon2;
mod spelling;
mod unsalted;
mod werkzeug;

pub(crate) use recipe::Recipe;
pub(crate) use small_argon2::SmallArgon2;
pub(crate) use spelling::plain;

/// A hash of another stack: how it is made of a password, and what came of it.
pub(crate) struct Foreign {
    pub(crate) recipe: Recipe,
    pub(crate) digest: Zeroizing<Vec<u8>>,
}

/// Reads what follows the beginning by which a family is known.
type Reader = fn(&str) -> Option<Foreign>;

/// The prefixes of formats that name themselves, longer ones before their own prefixes. A text without
/// any of them may be in the form in which Vestibule stores hashes, which is the PHC format where that
/// defines the scheme.
const FAMILIES: [(&str, Reader); 22] = [
    ("pbkdf2:", werkzeug::pbkdf2),
    ("scrypt:", werkzeug::scrypt),
    ("pbkdf2_sha256$", django::pbkdf2_sha256),
    ("pbkdf2_sha1$", django::pbkdf2_sha1),
    ("scrypt$", django::scrypt),
    ("bcrypt_sha256$$2", bcrypt::of_sha256),
    ("bcrypt$$2", bcrypt::plain),
    ("$2", bcrypt::plain),
    ("$wp$2", bcrypt::wordpress),
    ("$P$", phpass::wordpress),
    ("$H$", phpass::phpbb),
    ("$S$", phpass::drupal),
    ("U$S$", phpass::drupal_6),
    ("$5$", sha_crypt::sha256),
    ("$6$", sha_crypt::sha512),
    ("$1$", md5_crypt::unix),
    ("$apr1$", md5_crypt::apache),
    (":pbkdf2:", mediawiki::pbkdf2),
    (":B:", mediawiki::salted),
    (":A:", unsalted::md5),
    ("s2:", better_auth::read),
    ("$pbkdf2$", recipe::passlib_pbkdf2),
];

/// The formats that must be named, and how they are read.
const NAMED: [(&str, Reader); 8] = [
    ("aspnet", aspnet::read),
    ("better-auth", better_auth::read),
    ("joomla", magento::joomla),
    ("magento", magento::magento),
    ("md5", unsalted::md5),
    ("sha1", unsalted::sha1),
    ("sha256", unsalted::sha256),
    ("sha512", unsalted::sha512),
];

impl Foreign {
    /// A digest, which should have `length` bytes. A very long digest of PBKDF2 is truncated: its
    /// blocks are independent of each other, so that an attacker computes only one as well.
    fn new(
        before: Before,
        function: Function,
        salt: impl Into<Vec<u8>>,
        length: usize,
        mut digest: Vec<u8>,
    ) -> Self {
        let salt = salt.into();
        let mut length = length;
        let is_long = (PBKDF2_LENGTHS.end() + 1..=LONGEST_PBKDF2).contains(&length);
        if is_long && matches!(function, Function::Pbkdf2 { .. }) && digest.len() == length {
            length = *PBKDF2_LENGTHS.end();
            digest.truncate(length);
        }
        let recipe = Recipe {
            before,
            function,
            salt,
            length,
        };
        let digest = digest.into();
        Self { recipe, digest }
    }

    /// A hash of argon2 that is too weak to be stored as it is.
    pub(crate) fn of_small(argon2: SmallArgon2, salt: &[u8], digest: &[u8]) -> Self {
        let function = Function::Argon2(argon2);
        Self::new(
            Before::AsTyped,
            function,
            salt,
            digest.len(),
            digest.to_vec(),
        )
    }

    /// Reads a hash that says what it is.
    pub(crate) fn read(text: &str) -> Result<Self, Unreadable> {
        if text.contains("$2x$") {
            return Err(Unreadable::BrokenBcrypt);
        }
        for (beginning, read) in FAMILIES {
            if let Some(rest) = text.strip_prefix(beginning) {
                return checked(beginning, read(rest));
            }
        }
        if let Some(braced) = spelling::braced(text) {
            let read = braces::read(&braced).ok_or(Unreadable::Unknown)?;
            return checked("braces", read);
        }
        let read = firebase::read(text)
            .or_else(|| magento::versioned(text))
            .or_else(|| recipe::phc(text));
        match read {
            Some(foreign) => checked("PHC", Some(foreign)),
            None => Err(Unreadable::Unknown),
        }
    }

    /// Parses a hash of a declared scheme.
    pub(crate) fn read_as(format: &str, text: &str) -> Result<Self, Unreadable> {
        let mut named = NAMED.into_iter();
        let (name, read) = named
            .find(|(name, _)| *name == format)
            .ok_or(Unreadable::UnknownFormat)?;
        checked(name, read(text))
    }

    /// Whether it is the hash of this password, compared in constant time.
    pub(crate) fn matches(&self, plain: &PlainPassword) -> bool {
        let digest = self.recipe.digest(plain);
        digest.ct_eq(&self.digest).into()
    }
}

fn checked(format: &'static str, read: Option<Foreign>) -> Result<Foreign, Unreadable> {
    let foreign = read.ok_or(Unreadable::Malformed(format))?;
    let Foreign { recipe, digest } = &foreign;
    if !recipe.is_whole() || digest.len() != recipe.length {
        return Err(Unreadable::Malformed(format));
    }
    match recipe.is_affordable(0) {
        true => Ok(foreign),
        false => Err(Unreadable::TooCostly),
    }
}

/// The form in which it is stored.
impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digest = encoding::B64.encode(&self.digest);
        write!(f, "{}${digest}", self.recipe)
    }
}

#[cfg(test)]
mod tests;
