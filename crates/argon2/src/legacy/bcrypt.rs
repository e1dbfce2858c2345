//! bcrypt: `$2b$12$` and 53 characters, of Rails, Laravel, Spring and Node; with a hash before it, so
//! that long passwords are not truncated, of Django and WordPress.

use super::Foreign;
use super::before::Before;
use super::encoding::{BCRYPT, bytes};
use super::function::Function;

/// bcrypt reads so many bytes of a password, a NUL at its end included, and no more.
const KEY_BYTES: usize = 72;
/// The digits of a salt of 16 bytes.
const SALT_DIGITS: usize = 22;

pub(super) fn plain(rest: &str) -> Option<Foreign> {
    read(Before::AsTyped, rest)
}

pub(super) fn of_sha256(rest: &str) -> Option<Foreign> {
    read(Before::Sha256, rest)
}

pub(super) fn wordpress(rest: &str) -> Option<Foreign> {
    read(Before::WordPress, rest)
}

/// Reads what follows `$2`. The versions a, b and y differ in errors of implementations that
/// no password of less than 256 bytes meets.
fn read(before: Before, rest: &str) -> Option<Foreign> {
    let rest = rest.strip_prefix(['a', 'b', 'y'])?.strip_prefix('$')?;
    let (cost, rest) = rest.split_once('$')?;
    let (salt, digest) = rest.split_at_checked(SALT_DIGITS)?;
    let cost = (cost.len() == 2).then(|| cost.parse().ok())??;
    Some(Foreign::new(
        before,
        Function::Bcrypt { cost },
        bytes(&BCRYPT, salt)?,
        23,
        bytes(&BCRYPT, digest)?,
    ))
}

pub(super) fn compute(password: &[u8], salt: &[u8], cost: u32, digest: &mut [u8]) {
    let mut key = zeroize::Zeroizing::new([0; KEY_BYTES]);
    let length = password.len().min(KEY_BYTES);
    key[..length].copy_from_slice(&password[..length]);
    let key = &key[..KEY_BYTES.min(length + 1)];
    let salt = salt.try_into();
    let salt = salt.unwrap_or_else(|_| unreachable!("it was looked at when the hash was read"));
    digest.copy_from_slice(&::bcrypt::bcrypt(cost, salt, key)[..digest.len()]);
}
