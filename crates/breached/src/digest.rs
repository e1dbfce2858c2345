use std::fmt::Write;

use sha1::{Digest as _, Sha1};
use vestibule_domain::PlainPassword;
use zeroize::Zeroizing;

/// The hexadecimal digits of a SHA-1 hash.
pub(crate) const DIGITS: usize = 40;

/// A password as the published lists have it: SHA-1, in hexadecimal digits, upper case. It is
/// no protection, only their key; it is wiped when dropped.
pub(crate) fn digest(password: &PlainPassword) -> Zeroizing<String> {
    let mut digits = Zeroizing::new(String::with_capacity(DIGITS));
    for byte in Sha1::digest(password.expose()) {
        // Writing to a `String` cannot fail.
        let _ = write!(digits, "{byte:02X}");
    }
    digits
}
