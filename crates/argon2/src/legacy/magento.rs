//! Magento: `hex:salt:1`. The number is the version: 0 is MD5 of salt and password, 1 SHA-256,
//! 2 and 3 argon2id. Magento 1 writes no version. And Joomla before 3.2, where the salt is behind
//! the password.

use super::Foreign;
use super::before::Before;
use super::encoding::{B64, HEX, bytes};
use super::function::{Function, Hash};

/// What libsodium takes for a salt, in bytes.
const SODIUM_SALT: usize = 16;

/// Reads a hash with a version, which no other stack writes.
pub(super) fn versioned(text: &str) -> Option<Foreign> {
    let (text, version) = text.rsplit_once(':')?;
    let hash = match version {
        "0" => Hash::Md5,
        "1" => Hash::Sha256,
        _ => return None,
    };
    read(Function::Once(hash), hash, text)
}

/// Reads a hash with or without a version.
pub(super) fn magento(text: &str) -> Option<Foreign> {
    versioned(text).or_else(|| {
        let hash = match text.find(':')? {
            32 => Hash::Md5,
            _ => Hash::Sha256,
        };
        read(Function::Once(hash), hash, text)
    })
}

pub(super) fn joomla(text: &str) -> Option<Foreign> {
    read(Function::Appended(Hash::Md5), Hash::Md5, text)
}

fn read(function: Function, hash: Hash, text: &str) -> Option<Foreign> {
    let (digest, salt) = text.split_once(':')?;
    let digest = bytes(&HEX, digest).filter(|digest| digest.len() == hash.length())?;
    let length = digest.len();
    Some(Foreign::new(
        Before::AsTyped,
        function,
        salt,
        length,
        digest,
    ))
}

/// Writes versions 2 and 3 in the PHC format. Version 2 has the costs of libsodium's interactive
/// logins; version 3 names the length, the passes and the bytes: `3_32_2_67108864`.
pub(super) fn argon2(text: &str) -> Option<String> {
    let (text, version) = text.rsplit_once(':')?;
    let (digest, salt) = text.split_once(':')?;
    let digest = bytes(&HEX, digest)?;
    let (passes, memory) = match version {
        "2" => (2, 64 * 1024 * 1024),
        version => {
            let mut costs = version.strip_prefix("3_")?.splitn(3, '_');
            let mut cost = || costs.next()?.parse::<u64>().ok();
            let (length, passes, memory) = (cost()?, cost()?, cost()?);
            (length == digest.len() as u64).then_some((passes, memory))?
        }
    };
    // Magento repeats a salt that is too short, and cuts off a long one.
    let salt = salt.bytes().cycle().take(SODIUM_SALT).collect::<Vec<_>>();
    let (salt, digest) = (B64.encode(&salt), B64.encode(&digest));
    let memory_kib = memory / 1024;
    Some(format!(
        "$argon2id$v=19$m={memory_kib},t={passes},p=1${salt}${digest}"
    ))
}
