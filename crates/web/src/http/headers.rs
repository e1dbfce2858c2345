use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::request::RequestContext;

/// Security headers of every response that does not set its own (OWASP ASVS 5.0, 3.4).
///
/// `Referrer-Policy` is not `no-referrer`, with which browsers send `Origin: null` with forms of this
/// site.
const POLICIES: [(HeaderName, HeaderValue); 5] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// For a year, browsers use https only (RFC 6797; OWASP ASVS 5.0, 3.4.1). Subdomains are not included,
/// because they may belong to other parties.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// For a page whose URL contains a secret: link targets do not learn it. With `no-referrer` the form of
/// the page would be rejected.
const ORIGIN_ONLY: HeaderValue = HeaderValue::from_static("strict-origin");

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

pub(crate) fn protect(mut answer: Response, context: &RequestContext) -> Response {
    let headers = answer.headers_mut();
    if context.has_secret_address() {
        headers
            .entry(header::REFERRER_POLICY)
            .or_insert(ORIGIN_ONLY);
        headers.insert(header::CACHE_CONTROL, NO_STORE);
    }
    context.vestibule().parts().content_policy.complete(headers);
    for (name, value) in POLICIES {
        headers.entry(name).or_insert(value);
    }
    if context.vestibule().parts().is_https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HSTS);
    }
    // A response for one user must be in no cache, neither in a proxy nor in the browser, where the
    // next user presses Back.
    if context.depends_on_user() || headers.contains_key(header::SET_COOKIE) {
        headers.insert(header::CACHE_CONTROL, NO_STORE);
        headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    }
    // Only pages of Vestibule are translated; other responses keep their header.
    if let Some(language) = context.answered_language() {
        if let Ok(language) = HeaderValue::from_str(language) {
            headers.entry(header::CONTENT_LANGUAGE).or_insert(language);
        }
        headers.append(header::VARY, HeaderValue::from_static("Accept-Language"));
    }
    answer
}
