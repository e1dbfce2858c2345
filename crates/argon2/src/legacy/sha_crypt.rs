//! crypt(3): `$5$` and `$6$`, with `rounds=656000$` where they are not 5,000.

use sha_crypt::{Params, sha256_crypt, sha512_crypt};

use super::Foreign;
use super::before::Before;
use super::encoding::{CRYPT, bytes};
use super::function::{Function, Hash};

pub(super) fn sha256(rest: &str) -> Option<Foreign> {
    read(Hash::Sha256, rest)
}

pub(super) fn sha512(rest: &str) -> Option<Foreign> {
    read(Hash::Sha512, rest)
}

fn read(hash: Hash, rest: &str) -> Option<Foreign> {
    let (rounds, rest) = match rest.strip_prefix("rounds=") {
        Some(rest) => rest.split_once('$')?,
        None => ("5000", rest),
    };
    let (salt, digest) = rest.split_once('$')?;
    let rounds = rounds.parse().ok()?;
    Some(Foreign::new(
        Before::AsTyped,
        Function::ShaCrypt { hash, rounds },
        salt,
        hash.length(),
        bytes(&CRYPT, digest)?,
    ))
}

pub(super) fn compute(password: &[u8], salt: &[u8], hash: Hash, rounds: u32, digest: &mut [u8]) {
    let params = Params::new(rounds);
    let params = params.unwrap_or_else(|_| unreachable!("they were looked at before"));
    match hash {
        Hash::Sha512 => transpose(&sha512_crypt(password, salt, params), (21, 2), digest),
        _ => transpose(&sha256_crypt(password, salt, params), (10, 1), digest),
    }
}

/// Puts the bytes into the order in which they are written: a byte of each third in turn, the
/// thirds changing places from group to group, and what is left over at the end.
fn transpose(from: &[u8], (third, step): (usize, usize), to: &mut [u8]) {
    for (at, byte) in to.iter_mut().enumerate() {
        let (group, place) = (at / 3, at % 3);
        *byte = match group < third {
            true => from[group + third * (2 - (place + step * group) % 3)],
            false => from[at],
        };
    }
}
