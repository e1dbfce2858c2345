//! Django: `pbkdf2_sha256$870000$salt$base64`, `scrypt$16384$salt$8$5$base64`, and bcrypt
//! behind a name of its own.

use super::Foreign;
use super::before::Before;
use super::encoding::{PADDED, bytes};
use super::function::{Function, Hash};
use super::werkzeug::{cost, fields};

pub(super) fn pbkdf2_sha256(rest: &str) -> Option<Foreign> {
    pbkdf2(Hash::Sha256, rest)
}

pub(super) fn pbkdf2_sha1(rest: &str) -> Option<Foreign> {
    pbkdf2(Hash::Sha1, rest)
}

fn pbkdf2(hash: Hash, rest: &str) -> Option<Foreign> {
    let [rounds, salt, digest] = fields(rest, '$')?;
    let rounds = rounds.parse().ok()?;
    salted(
        Function::Pbkdf2 { hash, rounds },
        hash.length(),
        salt,
        digest,
    )
}

pub(super) fn scrypt(rest: &str) -> Option<Foreign> {
    let [n, salt, r, p, digest] = fields(rest, '$')?;
    salted(Function::Scrypt(cost(n, r, p)?), 64, salt, digest)
}

fn salted(function: Function, length: usize, salt: &str, digest: &str) -> Option<Foreign> {
    Some(Foreign::new(
        Before::AsTyped,
        function,
        salt,
        length,
        bytes(&PADDED, digest)?,
    ))
}
