//! better-auth: `salt:key` in hex, scrypt with N = 16384, r = 16, p = 1 over the password in
//! Unicode's form NFKC. The salt is its digits, not what they stand for. Lucia's `s2:salt:key` is
//! the same.

use super::Foreign;
use super::before::Before;
use super::encoding::{HEX, bytes};
use super::function::{Function, ScryptCost};

const COST: ScryptCost = ScryptCost {
    log_n: 14,
    r: 16,
    p: 1,
};

pub(super) fn read(text: &str) -> Option<Foreign> {
    let (salt, digest) = text.split_once(':')?;
    Some(Foreign::new(
        Before::Nfkc,
        Function::Scrypt(COST),
        salt,
        64,
        bytes(&HEX, digest)?,
    ))
}
