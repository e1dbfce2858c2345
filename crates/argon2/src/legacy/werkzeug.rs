//! Flask: `pbkdf2:sha256:600000$salt$hex` and `scrypt:32768:8:1$salt$hex`.

use super::Foreign;
use super::before::Before;
use super::encoding::{HEX, bytes};
use super::function::{Function, Hash, ScryptCost};

pub(super) fn pbkdf2(rest: &str) -> Option<Foreign> {
    let [method, salt, digest] = fields(rest, '$')?;
    let [hash, rounds] = fields(method, ':')?;
    let hash = Hash::named(hash)?;
    let rounds = rounds.parse().ok()?;
    salted(
        Function::Pbkdf2 { hash, rounds },
        hash.length(),
        salt,
        digest,
    )
}

pub(super) fn scrypt(rest: &str) -> Option<Foreign> {
    let [method, salt, digest] = fields(rest, '$')?;
    let [n, r, p] = fields(method, ':')?;
    salted(Function::Scrypt(cost(n, r, p)?), 64, salt, digest)
}

fn salted(function: Function, length: usize, salt: &str, digest: &str) -> Option<Foreign> {
    Some(Foreign::new(
        Before::AsTyped,
        function,
        salt,
        length,
        bytes(&HEX, digest)?,
    ))
}

/// scrypt's parameters, N as it is.
pub(super) fn cost(n: &str, r: &str, p: &str) -> Option<ScryptCost> {
    let n: u64 = n.parse().ok()?;
    Some(ScryptCost {
        log_n: n.is_power_of_two().then(|| n.trailing_zeros())?,
        r: r.parse().ok()?,
        p: p.parse().ok()?,
    })
}

/// Exactly so many fields.
pub(super) fn fields<const N: usize>(text: &str, separator: char) -> Option<[&str; N]> {
    let fields: Vec<_> = text.split(separator).collect();
    fields.try_into().ok()
}
