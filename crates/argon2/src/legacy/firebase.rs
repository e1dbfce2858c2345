//! Firebase: `$firebase-scrypt$hash=…$salt=…$sk=…$ss=…$r=8$m=14`, the form in which WorkOS takes
//! its hashes: the row's hash and salt, the project's signer key and salt separator in base64,
//! and its rounds and memory cost.
//!
//! A hash is the signer key of the project, encrypted with the scrypt output of the password. Its
//! key stream proves the password as well, so only the key stream is stored, and no row has the
//! signer key, which is a secret of another system. The signer key would not protect the rows: one
//! known password is enough to compute it from the hash of that row.

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
