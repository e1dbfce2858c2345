//! Formats whose name stands in braces: LDAP's (RFC 2307 and what servers added), passlib's and
//! Spring Security's.

use super::Foreign;
use super::before::Before;
use super::encoding::{HEX, PADDED, bytes};
use super::function::{Function, Hash, ScryptCost};
use super::recipe::base64;
use super::spelling::Braced;
use super::werkzeug::fields;

/// Reads what stands behind the name; `None` where the name is unknown.
pub(super) fn read(text: &Braced<'_>) -> Option<Option<Foreign>> {
    let rest = text.rest;
    Some(match &*text.name {
        "md5" => unsalted(Hash::Md5, rest),
        "sha" | "sha1" => unsalted(Hash::Sha1, rest),
        "sha256" => unsalted(Hash::Sha256, rest),
        "sha512" => unsalted(Hash::Sha512, rest),
        "smd5" => salted(Hash::Md5, rest),
        "ssha" => salted(Hash::Sha1, rest),
        "ssha256" => salted(Hash::Sha256, rest),
        "ssha512" => salted(Hash::Sha512, rest),
        "pbkdf2" if !rest.contains('$') => spring_pbkdf2(text.version, rest),
        "pbkdf2" | "pbkdf2-sha1" => pbkdf2(Hash::Sha1, rest),
        "pbkdf2-sha256" => pbkdf2(Hash::Sha256, rest),
        "pbkdf2-sha512" => pbkdf2(Hash::Sha512, rest),
        "scrypt" => spring_scrypt(rest),
        _ => return None,
    })
}

/// Base64, or hex as Dovecot takes it too.
fn unsalted(hash: Hash, rest: &str) -> Option<Foreign> {
    let digest = match rest.len() == 2 * hash.length() {
        true => bytes(&HEX, rest)?,
        false => base64(rest)?,
    };
    let (before, function) = (Before::AsTyped, Function::Once(hash));
    let length = hash.length();
    Some(Foreign::new(before, function, Vec::new(), length, digest))
}

/// The digest of the password and the salt, and behind it the salt.
fn salted(hash: Hash, rest: &str) -> Option<Foreign> {
    let all = base64(rest)?;
    let (digest, salt) = all.split_at_checked(hash.length())?;
    let (before, function) = (Before::AsTyped, Function::Appended(hash));
    let length = hash.length();
    Some(Foreign::new(
        before,
        function,
        salt,
        length,
        digest.to_vec(),
    ))
}

/// OpenLDAP's module pw-pbkdf2, and passlib: `29000$salt$digest`.
fn pbkdf2(hash: Hash, rest: &str) -> Option<Foreign> {
    let [rounds, salt, digest] = fields(rest, '$')?;
    let rounds = rounds.parse().ok()?;
    let (salt, digest) = (base64(salt)?, base64(digest)?);
    let function = Function::Pbkdf2 { hash, rounds };
    let length = digest.len();
    Some(Foreign::new(
        Before::AsTyped,
        function,
        salt,
        length,
        digest,
    ))
}

/// Spring Security: salt and digest in hex, or in base64 where the encoder was told so. Its name
/// says which defaults they were made with.
fn spring_pbkdf2(version: &str, rest: &str) -> Option<Foreign> {
    let (hash, rounds, salt) = match version {
        "" | "SpringSecurity_v5_5" => (Hash::Sha1, 185_000, 8),
        "SpringSecurity_v5_8" => (Hash::Sha256, 310_000, 16),
        _ => return None,
    };
    let all = bytes(&HEX, rest).or_else(|| bytes(&PADDED, rest))?;
    let (salt, digest) = all.split_at_checked(salt)?;
    let function = Function::Pbkdf2 { hash, rounds };
    let (length, digest) = (digest.len(), digest.to_vec());
    Some(Foreign::new(
        Before::AsTyped,
        function,
        salt,
        length,
        digest,
    ))
}

/// Spring Security: `$e0801$salt$digest`, where the number is the logarithm of N, r and p.
fn spring_scrypt(rest: &str) -> Option<Foreign> {
    let [params, salt, digest] = fields(rest.strip_prefix('$')?, '$')?;
    let params = u32::from_str_radix(params, 16).ok()?;
    let cost = ScryptCost {
        log_n: params >> 16,
        r: params >> 8 & 0xff,
        p: params & 0xff,
    };
    let (salt, digest) = (base64(salt)?, base64(digest)?);
    let function = Function::Scrypt(cost);
    let length = digest.len();
    Some(Foreign::new(
        Before::AsTyped,
        function,
        salt,
        length,
        digest,
    ))
}
