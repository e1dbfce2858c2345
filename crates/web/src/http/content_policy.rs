use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const NAME: HeaderName = header::CONTENT_SECURITY_POLICY;

/// Content security policy of the pages: no scripts, nothing inline, nothing from other origins,
/// no framing, and forms that post to this site only (OWASP ASVS 5.0, 3.4.3 and 3.4.6).
const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";
const FORMS: &str = "form-action 'self'";

/// What `default-src` says nothing about: a policy without them allows everything there.
const WITHOUT_DEFAULT: [&str; 3] = ["form-action", "base-uri", "frame-ancestors"];

/// The policy of all pages of a site.
#[derive(Debug)]
pub(crate) struct ContentPolicy {
    strict: String,
    header: HeaderValue,
}

impl ContentPolicy {
    /// If a login redirects to another host, browsers require that the policy allows it for the form;
    /// `targets` are such sources, each after a space.
    pub(crate) fn new(targets: &str) -> Self {
        let strict = STRICT.replace(FORMS, &format!("{FORMS}{targets}"));
        let header = HeaderValue::try_from(strict.as_str());
        Self {
            header: header.unwrap_or(HeaderValue::from_static(STRICT)),
            strict,
        }
    }

    /// Adds the strict policy to a response. A page of the application sets the directives that it
    /// needs; omitted directives stay strict, so that a page that allows an image does not allow frames
    /// and scripts too.
    pub(crate) fn complete(&self, headers: &mut HeaderMap) {
        let own = headers.get_all(NAME).iter();
        let own: Vec<_> = own.map(|own| self.completed(own)).collect();
        if own.is_empty() {
            headers.insert(NAME, self.header.clone());
            return;
        }
        headers.remove(NAME);
        for policy in own {
            headers.append(NAME, policy); // browsers demand all of them
        }
    }

    fn completed(&self, own: &HeaderValue) -> HeaderValue {
        let Ok(own) = own.to_str() else {
            return self.header.clone();
        };
        let says = |name: &str| directives(own).any(|(own, _)| own.eq_ignore_ascii_case(name));
        let has_default = says("default-src");
        let is_missing = |(name, _): &(&str, &str)| {
            !says(name) && (!has_default || WITHOUT_DEFAULT.contains(name))
        };
        let missing = directives(&self.strict).filter(is_missing);
        let all: Vec<_> = directives(own)
            .chain(missing)
            .map(|(_, directive)| directive)
            .collect();
        HeaderValue::try_from(all.join("; ")).unwrap_or_else(|_| self.header.clone())
    }
}

/// The directives of a policy, each with its name.
fn directives(policy: &str) -> impl Iterator<Item = (&str, &str)> {
    let directives = policy.split(';').map(str::trim);
    directives.filter_map(|directive| Some((directive.split_whitespace().next()?, directive)))
}
