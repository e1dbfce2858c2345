use std::borrow::Cow;

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, header},
};
use url::Url;

use crate::{
    WebError,
    http::{header_text::single, origin::Origin},
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Rejects state-changing requests of other sites (cross-site request forgery). Forms need no token:
/// browsers send the origin of a request, and pages cannot forge it (OWASP ASVS 5.0, 3.5.1).
///
/// Both `Sec-Fetch-Site` and `Origin` must be this site where they are sent: Safari used to send
/// `same-origin` when a rejected POST was repeated by a reload. `Referer` decides if both are missing.
/// A client that sends none of the three is not a browser that could be misled.
pub(crate) fn check(request: &Request, ours: Option<&Origin>) -> Result<(), WebError> {
    if request.method().is_safe() || is_ours(request.headers(), ours) {
        Ok(())
    } else {
        Err(WebError::forbidden())
    }
}

fn is_ours(headers: &HeaderMap, ours: Option<&Origin>) -> bool {
    let sent = [SEC_FETCH_SITE, header::ORIGIN, header::REFERER];
    let sent = sent.map(|name| Sent::read(headers, &name));
    let [site, origin, referer] = sent.each_ref().map(Sent::as_text);
    let owned = |text: &str| {
        ours.zip(Url::parse(text).ok())
            .is_some_and(|(origin, url)| origin.owns(&url))
    };
    // `none`: the user started the request, for example with a bookmark or a restored tab.
    let from_here = matches!(site, Sent::Once("same-origin" | "none"));
    match (site, origin, referer) {
        (Sent::Once(_), Sent::Missing, _) => from_here,
        // A page may hide its origin; then the browser's own word decides alone.
        (Sent::Once(_), Sent::Once("null"), _) => matches!(site, Sent::Once("same-origin")),
        (Sent::Once(_), Sent::Once(origin), _) => from_here && owned(origin),
        (Sent::Missing, Sent::Once(origin), _) => owned(origin),
        (Sent::Missing, Sent::Missing, Sent::Once(referer)) => owned(referer),
        (Sent::Missing, Sent::Missing, Sent::Missing) => true,
        _ => false,
    }
}

#[derive(Clone, Copy)]
enum Sent<Text> {
    Missing,
    Once(Text),
    /// Repeated: nothing that a browser sends.
    Garbled,
}

impl<'a> Sent<Cow<'a, str>> {
    fn read(headers: &'a HeaderMap, name: &HeaderName) -> Self {
        match single(headers, name) {
            Some(value) => Self::Once(value),
            None if headers.contains_key(name) => Self::Garbled,
            None => Self::Missing,
        }
    }

    fn as_text(&self) -> Sent<&str> {
        match self {
            Self::Missing => Sent::Missing,
            Self::Once(text) => Sent::Once(text),
            Self::Garbled => Sent::Garbled,
        }
    }
}
