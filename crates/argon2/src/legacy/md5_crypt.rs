//! crypt(3), `$1$`, and Apache's `$apr1$`: a salt of at most eight characters, and 22 digits. It
//! was made for the computers of 1994, so that its hashes are stored under argon2id only.

use md5::{Digest, Md5};

use super::Foreign;
use super::before::Before;
use super::encoding::{CRYPT, bytes};
use super::function::Function;

/// The order in which the bytes of a digest are written.
const ORDER: [usize; 16] = [12, 6, 0, 13, 7, 1, 14, 8, 2, 15, 9, 3, 5, 10, 4, 11];

pub(super) fn unix(rest: &str) -> Option<Foreign> {
    read(false, rest)
}

pub(super) fn apache(rest: &str) -> Option<Foreign> {
    read(true, rest)
}

fn read(is_apache: bool, rest: &str) -> Option<Foreign> {
    let (salt, digest) = rest.split_once('$')?;
    Some(Foreign::new(
        Before::AsTyped,
        Function::Md5Crypt { is_apache },
        salt,
        16,
        bytes(&CRYPT, digest)?,
    ))
}

pub(super) fn compute(password: &[u8], salt: &[u8], is_apache: bool, digest: &mut [u8]) {
    let name: &[u8] = if is_apache { b"$apr1$" } else { b"$1$" };
    let inner = md5(&[password, salt, password]);
    let mut first = Md5::new();
    for part in [password, name, salt] {
        first.update(part);
    }
    for block in password.chunks(inner.len()) {
        first.update(&inner[..block.len()]);
    }
    let mut bits = password.len();
    while bits > 0 {
        // Which of the two was the wrong way round in the first implementation, and stayed so.
        first.update(match bits % 2 {
            1 => &[0],
            _ => &password[..1],
        });
        bits /= 2;
    }
    let mut last: [u8; 16] = first.finalize().into();
    for round in 0..1_000 {
        let (start, end) = match round % 2 {
            1 => (password, &last[..]),
            _ => (&last[..], password),
        };
        let salt = if round % 3 == 0 { &[] } else { salt };
        let middle = if round % 7 == 0 { &[] } else { password };
        last = md5(&[start, salt, middle, end]);
    }
    for (to, from) in digest.iter_mut().zip(ORDER) {
        *to = last[from];
    }
}

fn md5(parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Md5::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}
