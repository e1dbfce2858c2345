//! phpass: `$P$` of WordPress before 6.8, `$H$` of phpBB; with SHA-512, `$S$` of Drupal 7 to 10.0.

use super::Foreign;
use super::before::Before;
use super::encoding::{CRYPT, CRYPT_CUT, bytes};
use super::function::{Function, Hash, once};

/// WordPress trims a password at each login.
pub(super) fn wordpress(rest: &str) -> Option<Foreign> {
    read(Before::Trimmed, rest)
}

pub(super) fn phpbb(rest: &str) -> Option<Foreign> {
    read(Before::AsTyped, rest)
}

pub(super) fn drupal(rest: &str) -> Option<Foreign> {
    read_sha512(Before::AsTyped, rest)
}

/// A hash of Drupal 6 that was hashed again when the site became one of Drupal 7.
pub(super) fn drupal_6(rest: &str) -> Option<Foreign> {
    read_sha512(Before::Md5, rest)
}

/// The bytes of a digest.
pub(super) fn length(hash: Hash) -> usize {
    match hash {
        Hash::Sha512 => 32,
        hash => hash.length(),
    }
}

fn read(before: Before, rest: &str) -> Option<Foreign> {
    let (log_rounds, salt, digest) = split(rest)?;
    let function = Function::Phpass {
        hash: Hash::Md5,
        log_rounds,
    };
    let digest = bytes(&CRYPT, digest)?;
    Some(Foreign::new(before, function, salt, 16, digest))
}

/// Drupal cuts its hashes off after 55 characters: behind 32 bytes of the digest, two bits of the
/// next one are left.
fn read_sha512(before: Before, rest: &str) -> Option<Foreign> {
    let (log_rounds, salt, digest) = split(rest)?;
    let hash = Hash::Sha512;
    let function = Function::Phpass { hash, log_rounds };
    let digest = bytes(&CRYPT_CUT, digest)?;
    Some(Foreign::new(before, function, salt, length(hash), digest))
}

/// A digit for the rounds, eight for the salt, which is those digits themselves, and the digest.
fn split(rest: &str) -> Option<(u32, &str, &str)> {
    let (log_rounds, rest) = rest.split_at_checked(1)?;
    let (salt, digest) = rest.split_at_checked(8)?;
    let log_rounds = CRYPT.specification().symbols.find(log_rounds)?;
    Some((u32::try_from(log_rounds).ok()?, salt, digest))
}

pub(super) fn compute(
    password: &[u8],
    salt: &[u8],
    hash: Hash,
    log_rounds: u32,
    digest: &mut [u8],
) {
    let mut last = vec![0; hash.length()];
    once(hash, &[salt, password], &mut last);
    for _ in 0..1_u64 << log_rounds {
        let before = last.clone();
        once(hash, &[&before, password], &mut last);
    }
    digest.copy_from_slice(&last[..digest.len()]);
}
