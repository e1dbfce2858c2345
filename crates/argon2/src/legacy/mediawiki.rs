//! MediaWiki: `:pbkdf2:sha512:30000:64:salt:digest`, and before 1.24 `:B:salt:hex` and `:A:hex`.

use super::Foreign;
use super::before::Before;
use super::function::{Function, Hash};
use super::recipe::base64;
use super::unsalted;
use super::werkzeug::fields;

pub(super) fn pbkdf2(rest: &str) -> Option<Foreign> {
    let [hash, rounds, length, salt, digest] = fields(rest, ':')?;
    let hash = Hash::named(hash)?;
    let rounds = rounds.parse().ok()?;
    Some(Foreign::new(
        Before::AsTyped,
        Function::Pbkdf2 { hash, rounds },
        base64(salt)?,
        length.parse().ok()?,
        base64(digest)?,
    ))
}

/// MD5 of the salt, a hyphen and the MD5 of the password.
pub(super) fn salted(rest: &str) -> Option<Foreign> {
    let [salt, digest] = fields(rest, ':')?;
    let plain = unsalted::md5(digest)?;
    let (function, salt) = (Function::Once(Hash::Md5), format!("{salt}-"));
    let digest = plain.digest.to_vec();
    Some(Foreign::new(
        Before::Md5,
        function,
        salt,
        digest.len(),
        digest,
    ))
}
