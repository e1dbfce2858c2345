//! A fast hash of the password alone, in hex.

use super::Foreign;
use super::before::Before;
use super::encoding::{HEX, bytes};
use super::function::{Function, Hash};

pub(super) fn md5(text: &str) -> Option<Foreign> {
    read(Hash::Md5, text)
}

pub(super) fn sha1(text: &str) -> Option<Foreign> {
    read(Hash::Sha1, text)
}

pub(super) fn sha256(text: &str) -> Option<Foreign> {
    read(Hash::Sha256, text)
}

pub(super) fn sha512(text: &str) -> Option<Foreign> {
    read(Hash::Sha512, text)
}

fn read(hash: Hash, text: &str) -> Option<Foreign> {
    Some(Foreign::new(
        Before::AsTyped,
        Function::Once(hash),
        Vec::new(),
        hash.length(),
        bytes(&HEX, text)?,
    ))
}
