use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::visit::Visit;

/// On every answer, unless it brings its own: what a browser must not do with it
/// (OWASP ASVS 5.0, 3.4).
///
/// `Referrer-Policy` is not `no-referrer`: that makes browsers send `Origin: null` with our
/// own forms.
const POLICIES: [(HeaderName, HeaderValue); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
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

/// For a year, browsers come back over https only (ASVS 3.4.1). Sibling domains are left
/// out: they may belong to others.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

pub(crate) fn protect(mut answer: Response, visit: &Visit) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in POLICIES {
        headers.entry(name).or_insert(value);
    }
    if visit.vestibule().parts().is_https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HSTS);
    }
    // What one person may see must be in no cache, neither in a proxy's nor in the browser's,
    // where the next person presses Back.
    if visit.depends_on_visitor() || headers.contains_key(header::SET_COOKIE) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    }
    answer
}
