//! ASP.NET Identity, in base64: version 2 is 0, a salt of 16 bytes and 32 of PBKDF2-SHA-1 after
//! 1,000 rounds; version 3 is 1, which hash, the rounds and the length of the salt as numbers of
//! four bytes, the salt and the digest.

use super::Foreign;
use super::before::Before;
use super::encoding::{PADDED, bytes};
use super::function::{Function, Hash};

pub(super) fn read(text: &str) -> Option<Foreign> {
    let all = bytes(&PADDED, text)?;
    match all.split_first()? {
        (0, rest) => salted(Hash::Sha1, 1_000, 16, rest),
        (1, rest) => {
            let (hash, rest) = number(rest)?;
            let (rounds, rest) = number(rest)?;
            let (salt, rest) = number(rest)?;
            let hash = match hash {
                0 => Hash::Sha1,
                1 => Hash::Sha256,
                2 => Hash::Sha512,
                _ => return None,
            };
            salted(hash, rounds, usize::try_from(salt).ok()?, rest)
        }
        _ => None,
    }
}

fn number(from: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = from.split_first_chunk()?;
    Some((u32::from_be_bytes(*number), rest))
}

fn salted(hash: Hash, rounds: u32, salt: usize, rest: &[u8]) -> Option<Foreign> {
    let (salt, digest) = rest.split_at_checked(salt)?;
    Some(Foreign::new(
        Before::AsTyped,
        Function::Pbkdf2 { hash, rounds },
        salt,
        32,
        digest.to_vec(),
    ))
}
