use std::fmt::Write;

use sha1::{Digest as _, Sha1};
use vestibule_domain::PlainPassword;
use zeroize::Zeroizing;

/// The hexadecimal digits of a SHA-1 hash.
pub(crate) const DIGITS: usize = 40;

/// The key of a password in the published lists: SHA-1 in upper-case hexadecimal digits. It protects
/// nothing, and is wiped when dropped.
pub(crate) fn digest(password: &PlainPassword) -> Zeroizing<String> {
    let mut digits = Zeroizing::new(String::with_capacity(DIGITS));
    for byte in Sha1::digest(password.expose()) {
        // Writing to a `String` cannot fail.
        let _ = write!(digits, "{byte:02X}");
    }
    digits
}
