use axum::http::{HeaderMap, HeaderValue, header};
use vestibule_domain::SessionToken;

use crate::cookie::SentToken;

/// The challenge of every 401 (RFC 9110, 11.6.1).
pub(crate) const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer");

/// The session of a client that keeps no cookies: `Authorization: Bearer …` (RFC 6750, 2.1).
///
/// Where it is there, it alone decides, and no cookie is looked at beside it: who says twice who
/// they are may mean two people. Another scheme, such as the `Basic` of a proxy, is none of ours.
pub(crate) fn read(headers: &HeaderMap) -> SentToken {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    let Some(first) = sent.next() else {
        return SentToken::Missing;
    };
    let text = first.to_str().unwrap_or_default();
    let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
    if sent.next().is_some() {
        return SentToken::Malformed;
    }
    if !scheme.eq_ignore_ascii_case("Bearer") {
        return SentToken::Missing;
    }
    SessionToken::parse(token).map_or(SentToken::Malformed, SentToken::Present)
}
