//! What stacks write before a hash that says itself what it is, and how they pad it.

use std::borrow::Cow;

use super::magento;

/// Names in braces that say no more than the hash behind them: of Spring Security, OpenLDAP and
/// Dovecot.
const SCHEMES: [&str; 10] = [
    "argon2",
    "argon2i",
    "argon2id",
    "bcrypt",
    "blf-crypt",
    "crypt",
    "ldap",
    "md5-crypt",
    "sha256-crypt",
    "sha512-crypt",
];

/// A hash behind a name in braces.
pub(super) struct Braced<'a> {
    /// In lower case.
    pub(super) name: String,
    /// What stands behind an `@`.
    pub(super) version: &'a str,
    pub(super) rest: &'a str,
}

/// Takes off the blanks around a hash and the names before it, and writes argon2 without padding.
///
/// Besides [`SCHEMES`] the names are Django's `argon2`, MediaWiki's `:argon2:`, and the version of
/// Nextcloud's hasher (`3|`). Magento's argon2 becomes one in the PHC format.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let mut text = text.trim();
    while let Some(rest) = without_name(text) {
        text = rest;
    }
    match text.starts_with("$argon2") {
        true => unpadded(text).into(),
        false => magento::argon2(text).map_or(text.into(), Cow::from),
    }
}

pub(super) fn braced(text: &str) -> Option<Braced<'_>> {
    let (name, rest) = text.strip_prefix('{')?.split_once('}')?;
    let (name, version) = name.split_once('@').unwrap_or((name, ""));
    Some(Braced {
        name: name.to_lowercase(),
        version,
        rest,
    })
}

fn without_name(text: &str) -> Option<&str> {
    if let Some(Braced { name, rest, .. }) = braced(text) {
        let is_known = SCHEMES.contains(&&*name) && rest.starts_with(['$', '{']);
        return is_known.then_some(rest);
    }
    let rest = text
        .strip_prefix("argon2")
        .or_else(|| text.strip_prefix(":argon2:"))
        .or_else(|| text.strip_prefix(['1', '2', '3'])?.strip_prefix('|'))?;
    rest.starts_with('$').then_some(rest)
}

fn unpadded(text: &str) -> String {
    let fields = text.split('$').map(|field| field.trim_end_matches('='));
    fields.collect::<Vec<_>>().join("$")
}
