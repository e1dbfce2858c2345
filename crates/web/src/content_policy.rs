use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const NAME: HeaderName = header::CONTENT_SECURITY_POLICY;

/// No script, nothing inline, nothing from elsewhere, in nobody's frame, and forms lead to us
/// (OWASP ASVS 5.0, 3.4.3 and 3.4.6).
const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// What `default-src` says nothing about: a policy without them allows everything there.
const WITHOUT_DEFAULT: [&str; 3] = ["form-action", "base-uri", "frame-ancestors"];

/// Gives an answer the strict policy. A page of the host's own that needs more brings the
/// directives that it needs; what it does not name is as strict as everywhere, so that a host
/// that allows an image does not allow frames, scripts and everything else along with it.
pub(crate) fn complete(headers: &mut HeaderMap) {
    let own: Vec<_> = headers.get_all(NAME).iter().map(completed).collect();
    if own.is_empty() {
        headers.insert(NAME, HeaderValue::from_static(STRICT));
        return;
    }
    headers.remove(NAME);
    for policy in own {
        headers.append(NAME, policy); // browsers demand all of them
    }
}

fn completed(own: &HeaderValue) -> HeaderValue {
    let strict = HeaderValue::from_static(STRICT);
    let Ok(own) = own.to_str() else {
        return strict;
    };
    let says = |name: &str| directives(own).any(|(own, _)| own.eq_ignore_ascii_case(name));
    let has_default = says("default-src");
    let is_missing =
        |(name, _): &(&str, &str)| !says(name) && (!has_default || WITHOUT_DEFAULT.contains(name));
    let missing = directives(STRICT).filter(is_missing);
    let all: Vec<_> = directives(own)
        .chain(missing)
        .map(|(_, directive)| directive)
        .collect();
    HeaderValue::try_from(all.join("; ")).unwrap_or(strict)
}

/// The directives of a policy, each with its name.
fn directives(policy: &str) -> impl Iterator<Item = (&str, &str)> {
    let directives = policy.split(';').map(str::trim);
    directives.filter_map(|directive| Some((directive.split_whitespace().next()?, directive)))
}
