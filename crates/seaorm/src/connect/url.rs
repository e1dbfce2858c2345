//! What a database URL of a server may say. sqlx passes over an option that it does not know,
//! and takes a `#` in a password for the end of the URL.

use std::{borrow::Cow, net::Ipv6Addr};

use percent_encoding::percent_decode_str;

/// Why the URL of a database can't be used. It may hold a password, so no part is repeated that
/// could be one.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// A character of the user name or the password ends the URL before its time.
    #[error(
        "the database URL has a reserved character in its user name or password: write # as %23, \
         / as %2F, ? as %3F and @ as %40"
    )]
    NotEncoded,
    /// Several hosts.
    #[error("the database URL names several hosts: name one")]
    SeveralHosts,
    /// An IPv6 address without brackets, which cannot be distinguished from its port.
    #[error("the database URL has an IPv6 address without brackets: write it like [::1]:5432")]
    NoBrackets,
    /// No user. psql would use the name of the system user, which the driver does not know.
    #[error("the database URL names no user: write it like postgres://user@db.example/shop")]
    NoUser,
    /// An option that would be passed over.
    #[error("the database URL has the unsupported option {name}: leave it out, or use {known}")]
    UnknownOption {
        /// Its name.
        name: String,
        /// The supported ones.
        known: String,
    },
}

vestibule_domain::debug_as_sentence!(UrlError);

const POSTGRES: [&str; 19] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
    "options[…]",
];
const MYSQL: [&str; 14] = [
    "charset",
    "collation",
    "socket",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "sslca",
    "sslcert",
    "sslkey",
    "sslmode",
    "statement-cache-capacity",
    "time-zone",
    "timezone",
];

/// A host that the URL names and sqlx reads wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// sqlx looks an address up with its brackets.
    Address(Ipv6Addr),
    /// sqlx knows it for PostgreSQL only.
    Socket(String),
}

/// `user` is the one of the environment, if there is one.
pub(super) fn postgres(url: &str, user: Option<&str>) -> Result<Option<Host>, UrlError> {
    let host = check(url, &POSTGRES)?;
    let names_user = url.contains('@') || url.contains("?user=") || url.contains("&user=");
    match names_user || user.is_some() || !url.contains("://") {
        true => Ok(host),
        false => Err(UrlError::NoUser),
    }
}

pub(super) fn mysql(url: &str) -> Result<Option<Host>, UrlError> {
    check(url, &MYSQL)
}

fn check(url: &str, known: &[&str]) -> Result<Option<Host>, UrlError> {
    let Some((_, rest)) = url.split_once("://") else {
        return Ok(None); // sqlx says what is wrong
    };
    let (place, options) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = place.split_once('/').unwrap_or((place, ""));
    let is_cut = !authority.contains('@') && path.contains('@');
    if rest.contains('#') || is_cut {
        return Err(UrlError::NotEncoded);
    }
    let options = options.split('&').filter(|option| !option.is_empty());
    for option in options {
        let name = option.split_once('=').map_or(option, |(name, _)| name);
        let is_known = known.contains(&name) || known == POSTGRES && name.starts_with("options[");
        let is_name = name
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || b"-_".contains(&c));
        if is_known {
            continue;
        }
        // What is behind a `?` without a user before it may be the rest of a password.
        return Err(match is_name && authority.contains('@') {
            true => UrlError::UnknownOption {
                name: name.to_owned(),
                known: known.join(", "),
            },
            false => UrlError::NotEncoded,
        });
    }
    host(
        authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host),
    )
}

fn host(text: &str) -> Result<Option<Host>, UrlError> {
    if text.contains(',') {
        return Err(UrlError::SeveralHosts);
    }
    if let Some((address, _)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        return Ok(address.parse().ok().map(Host::Address));
    }
    if text.matches(':').count() > 1 {
        return Err(UrlError::NoBrackets);
    }
    let name = text.split_once(':').map_or(text, |(name, _)| name);
    let path = percent_decode_str(name)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(""));
    Ok(path
        .starts_with('/')
        .then(|| Host::Socket(path.into_owned())))
}

#[cfg(test)]
mod tests;
