use axum::http::{HeaderMap, HeaderValue, header};
use vestibule_domain::SessionToken;

use crate::http::cookie::SentToken;

/// The challenge of every 401 (RFC 9110, 11.6.1).
pub(crate) const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer");

/// Reads the session token of a client without cookies: `Authorization: Bearer …` (RFC 6750, 2.1).
///
/// A bearer token alone decides, and the session cookie is ignored: the two may belong to
/// different users. Credentials of another scheme, such as the `Basic` of a proxy, are ignored,
/// even if they are not UTF-8.
pub(crate) fn read(headers: &HeaderMap) -> SentToken {
    let sent = headers.get_all(header::AUTHORIZATION);
    match sent.iter().find_map(credentials) {
        None => SentToken::Missing,
        Some(_) if sent.iter().nth(1).is_some() => SentToken::Malformed,
        Some(credentials) => token(credentials).map_or(SentToken::Malformed, SentToken::Present),
    }
}

/// The rest after the scheme, if that is `Bearer`. A scheme ends at the first octet that no scheme
/// contains (RFC 9110, 5.6.2 and 11.4).
fn credentials(sent: &HeaderValue) -> Option<&[u8]> {
    let sent = sent.as_bytes();
    let is_of_a_scheme =
        |octet: &u8| octet.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(octet);
    let end = sent.iter().position(|octet| !is_of_a_scheme(octet));
    let (scheme, credentials) = sent.split_at(end.unwrap_or(sent.len()));
    scheme
        .eq_ignore_ascii_case(b"Bearer")
        .then_some(credentials)
}

/// Spaces, and no other blanks, stand between the scheme and the token (RFC 6750, 2.1).
fn token(credentials: &[u8]) -> Option<SessionToken> {
    let token = str::from_utf8(credentials).ok()?.strip_prefix(' ')?;
    SessionToken::parse(token.trim_start_matches(' '))
}
