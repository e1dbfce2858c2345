//! Headers are octets (RFC 9110, 5.5), and a proxy or another application may put any of them into a
//! request. An octet that is not ASCII must not make a whole header unreadable: it is replaced in
//! lists, and percent-encoded where a URL is expected.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderName};
use percent_encoding::{AsciiSet, percent_encode};

/// Octets that are no ASCII are always encoded.
const ASCII_STAYS: &AsciiSet = &AsciiSet::EMPTY;

/// A header that was sent exactly once, as text. Octets that are no ASCII are percent-encoded, as
/// they are in a URL.
pub(crate) fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Cow<'a, str>> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    let is_single = values.next().is_none();
    is_single.then(|| percent_encode(value.as_bytes(), ASCII_STAYS).into())
}

/// A list that may be sent as several lines, as one (RFC 9110, 5.3). Octets that are no UTF-8
/// become U+FFFD, which nothing that is read from a list contains.
pub(crate) fn list<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Cow<'a, str>> {
    let lines = headers.get_all(name).iter();
    let lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()));
    lines.reduce(|lines, line| lines + "," + line)
}
