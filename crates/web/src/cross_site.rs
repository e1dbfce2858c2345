use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, header},
};
use url::Url;

use crate::{
    WebError,
    origin::{Origin, single},
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a change that another site's page asks for (cross-site request forgery). The
/// forms need no token: browsers say where a request comes from, and pages can't lie about
/// it (OWASP ASVS 5.0, 3.5.1).
///
/// Both `Sec-Fetch-Site` and `Origin` must be ours where they are sent: Safari used to say
/// `same-origin` when a refused post was sent again by a reload. `Referer` decides where both
/// are missing. A client that sends none of the three is no browser that could be misled.
pub(crate) fn check(request: &Request, ours: Option<&Origin>) -> Result<(), WebError> {
    if request.method().is_safe() || is_ours(request.headers(), ours) {
        Ok(())
    } else {
        Err(WebError::forbidden())
    }
}

fn is_ours(headers: &HeaderMap, ours: Option<&Origin>) -> bool {
    let site = sent(headers, &SEC_FETCH_SITE);
    let origin = sent(headers, &header::ORIGIN);
    let referer = sent(headers, &header::REFERER);
    let owned = |text: &str| {
        ours.zip(Url::parse(text).ok())
            .is_some_and(|(origin, url)| origin.owns(&url))
    };
    // A person's own act (`none`), such as a bookmark or a restored tab, is nobody's forgery.
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
enum Sent<'a> {
    Missing,
    Once(&'a str),
    /// Repeated, or no text: nothing that a browser sends.
    Garbled,
}

fn sent<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Sent<'a> {
    match single(headers, name) {
        Some(value) => Sent::Once(value),
        None if headers.contains_key(name) => Sent::Garbled,
        None => Sent::Missing,
    }
}
