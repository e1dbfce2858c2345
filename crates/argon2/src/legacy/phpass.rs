//! phpass: `$P$` of WordPress before 6.8, `$H$` of phpBB.

use super::Foreign;
use super::before::Before;
use super::encoding::{CRYPT, bytes};
use super::function::{Function, Hash, once};

/// WordPress trims a password at each log-in.
pub(super) fn wordpress(rest: &str) -> Option<Foreign> {
    read(Before::Trimmed, rest)
}

pub(super) fn phpbb(rest: &str) -> Option<Foreign> {
    read(Before::AsTyped, rest)
}

/// A digit for the rounds, eight for the salt, which is those digits themselves, and the digest.
fn read(before: Before, rest: &str) -> Option<Foreign> {
    let (log_rounds, rest) = rest.split_at_checked(1)?;
    let (salt, digest) = rest.split_at_checked(8)?;
    let log_rounds = CRYPT.specification().symbols.find(log_rounds)?;
    let log_rounds = u32::try_from(log_rounds).ok()?;
    let function = Function::Phpass { log_rounds };
    let digest = bytes(&CRYPT, digest)?;
    Some(Foreign::new(before, function, salt, 16, digest))
}

pub(super) fn compute(password: &[u8], salt: &[u8], log_rounds: u32, digest: &mut [u8]) {
    let mut last = [0; 16];
    once(Hash::Md5, &[salt, password], &mut last);
    for _ in 0..1_u64 << log_rounds {
        let before = last;
        once(Hash::Md5, &[&before, password], &mut last);
    }
    digest.copy_from_slice(&last);
}
