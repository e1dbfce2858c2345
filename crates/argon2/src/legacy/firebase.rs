//! Firebase: `$firebase-scrypt$hash=…$salt=…$sk=…$ss=…$r=8$m=14`, the form in which WorkOS takes
//! its hashes: the row's hash and salt, the project's signer key and salt separator in base64,
//! and its rounds and memory cost.
//!
//! A hash is the project's signer key, encrypted under what scrypt makes of the password. So it
//! proves no more than its key stream does, which is all that is kept: the signer key, another
//! system's secret, is in no row of ours. It would not protect them either, since whoever knows
//! one password can compute it from that row's hash.

use super::Foreign;
use super::before::Before;
use super::encoding::{PADDED, bytes};
use super::function::{Function, ScryptCost};

pub(super) fn read(text: &str) -> Option<Foreign> {
    let fields: Vec<_> = text.strip_prefix("$firebase-scrypt$")?.split('$').collect();
    let field = |key: &str| {
        let mut fields = fields.iter();
        fields.find_map(|field| field.strip_prefix(key)?.strip_prefix('='))
    };
    let base64 = |key| bytes(&PADDED, &field(key)?.replace('-', "+").replace('_', "/"));
    let cost = ScryptCost {
        log_n: field("m")?.parse().ok()?,
        r: field("r")?.parse().ok()?,
        p: 1,
    };
    let mut digest = base64("hash")?;
    let signer_key = zeroize::Zeroizing::new(base64("sk")?);
    if digest.len() != signer_key.len() {
        return None;
    }
    digest
        .iter_mut()
        .zip(&*signer_key)
        .for_each(|(byte, key)| *byte ^= key);
    let salt = [base64("salt")?, base64("ss")?].concat();
    let function = Function::ScryptAes(cost);
    Some(Foreign::new(Before::AsTyped, function, salt, 64, digest))
}
