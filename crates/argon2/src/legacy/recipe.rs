use std::fmt;

use vestibule_domain::PlainPassword;
use zeroize::Zeroizing;

use super::Foreign;
use super::before::Before;
use super::encoding::{B64, bytes};
use super::function::{Function, number};
use crate::stored::Unreadable;

/// More than any stack has; stored hashes are short.
const LONGEST_SALT: usize = 64;

/// How a digest is made of a password.
///
/// It is stored as `$function-before$parameters,l=length$salt`, and the digest behind it: the
/// PHC format, for functions that it has no name for too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recipe {
    pub(super) before: Before,
    pub(super) function: Function,
    pub(super) salt: Vec<u8>,
    /// The bytes of the digest.
    pub(super) length: usize,
}

impl Recipe {
    /// Parses a legacy hash without the argon2 hash of its digest.
    pub(crate) fn read(text: &str) -> Result<Self, Unreadable> {
        let mut fields = text
            .strip_prefix('$')
            .ok_or(Unreadable::Unknown)?
            .split('$');
        let recipe = Self::from_fields(&mut fields, None).filter(|_| fields.next().is_none());
        let recipe = recipe.filter(Self::is_whole);
        let recipe = recipe.ok_or(Unreadable::Malformed("wrapped"))?;
        match recipe.is_affordable(0) {
            true => Ok(recipe),
            false => Err(Unreadable::TooCostly),
        }
    }

    fn from_fields<'a>(
        fields: &mut impl Iterator<Item = &'a str>,
        length: Option<usize>,
    ) -> Option<Self> {
        let (name, params) = (fields.next()?, fields.next()?);
        let (name, before) = Before::read(name);
        Some(Self {
            before,
            function: Function::read(name, params)?,
            salt: base64(fields.next()?)?,
            length: number(params, "l").or(length)?,
        })
    }

    /// Whether the parameters are valid, at any cost.
    pub(super) fn is_whole(&self) -> bool {
        self.salt.len() <= LONGEST_SALT && self.function.makes(self.length, self.salt.len())
    }

    /// Whether the server computes it for a password of so many bytes.
    pub(crate) fn is_affordable(&self, typed: usize) -> bool {
        self.function.is_affordable(self.length, typed)
    }

    #[cfg(test)]
    pub(super) fn memory_kib(&self) -> u64 {
        self.function.memory_kib()
    }

    /// Whether it is worth too little to be stored.
    pub(crate) fn is_weak(&self) -> bool {
        self.function.is_weak()
    }

    /// What [`Recipe::digest`] costs with a password of so many bytes, in blocks of argon2.
    pub(crate) fn work(&self, typed: usize) -> u64 {
        self.function.work(self.length, typed)
    }

    pub(crate) fn digest(&self, plain: &PlainPassword) -> Zeroizing<Vec<u8>> {
        let password = self.before.apply(plain.expose());
        let mut digest = Zeroizing::new(vec![0; self.length]);
        self.function.compute(&password, &self.salt, &mut digest);
        digest
    }
}

impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            before,
            function,
            salt,
            length,
        } = self;
        let (name, suffix, salt) = (function.name(), before.suffix(), B64.encode(salt));
        write!(f, "${name}{suffix}${function}l={length}${salt}")
    }
}

/// The form in which Vestibule stores hashes, and the PHC format of pbkdf2 and scrypt, also that of
/// passlib.
pub(super) fn phc(text: &str) -> Option<Foreign> {
    let (head, digest) = text.strip_prefix('$')?.rsplit_once('$')?;
    let digest = base64(digest)?;
    let mut fields = head.split('$');
    let Recipe {
        before,
        function,
        salt,
        length,
    } = Recipe::from_fields(&mut fields, Some(digest.len()))?;
    let is_all = fields.next().is_none();
    is_all.then(|| Foreign::new(before, function, salt, length, digest))
}

/// passlib's PBKDF2 with SHA-1, which names no hash: `$pbkdf2$131000$salt$digest`.
pub(super) fn passlib_pbkdf2(rest: &str) -> Option<Foreign> {
    phc(&format!("$pbkdf2-sha1${rest}"))
}

/// passlib writes a dot for the plus, and some write the padding.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').replace('.', "+");
    bytes(&B64, &text)
}
