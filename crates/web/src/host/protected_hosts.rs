use std::fmt::{self, Display, Formatter};

use url::{Host, Url};

use crate::{CookieDomain, PublicUrl};

/// The hosts of other applications whose reverse proxy authenticates requests at `/auth/forward`
/// (forward authentication).
///
/// They are the only redirect targets outside this site after a login: a look-alike host could ask for
/// the password again (open redirect, CWE-601).
///
/// # Examples
///
/// ```
/// use vestibule_web::{CookieDomain, ProtectedHosts, PublicUrl};
///
/// let hosts = ProtectedHosts::parse("wiki.shop.example, *.tools.shop.example")?;
/// let site = PublicUrl::parse("https://accounts.shop.example")?;
/// // Their requests have the session cookie only if its domain includes them.
/// assert!(hosts.unreached(&site, None).is_some());
/// assert!(hosts.unreached(&site, Some(&CookieDomain::parse("shop.example")?)).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProtectedHosts(Vec<Pattern>);

/// Why a text is not a list of [`ProtectedHosts`].
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "invalid host {0:?}: it must be like app.example.com, app.example.com:8443 or *.apps.example.com"
)]
pub struct InvalidHost(String);

vestibule_domain::debug_as_sentence!(InvalidHost);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    /// Whether it is every host below [`Pattern::host`], and not that itself.
    below: bool,
    host: Host,
    /// `None`: the usual one of the scheme.
    port: Option<u16>,
}

impl ProtectedHosts {
    /// Parses hosts that are separated by commas, as in `FORWARD_AUTH_HOSTS`.
    ///
    /// # Errors
    ///
    /// An entry is not a host, with an optional port and an optional `*.` before it.
    pub fn parse(text: &str) -> Result<Self, InvalidHost> {
        let given = text.split(',').map(str::trim);
        let given = given.filter(|host| !host.is_empty());
        let pattern = |host| Pattern::parse(host).ok_or_else(|| InvalidHost(host.to_owned()));
        given.map(pattern).collect::<Result<_, _>>().map(Self)
    }

    /// Returns whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `url` is a page of one of them. If the site uses https, the page must use it too.
    pub(crate) fn have(&self, url: &Url, is_https: bool) -> bool {
        let is_web = match url.scheme() {
            "https" => true,
            "http" => !is_https,
            _ => false,
        };
        let is_plain = url.username().is_empty() && url.password().is_none();
        is_web && is_plain && self.0.iter().any(|pattern| pattern.fits(url))
    }

    /// Returns the first host to which browsers would not send the session cookie of `site`. Its users
    /// would be asked to log in again and again.
    pub fn unreached(&self, site: &PublicUrl, domain: Option<&CookieDomain>) -> Option<String> {
        let is_reached = |pattern: &&Pattern| {
            let host = pattern.host.to_string();
            let is_same = !pattern.below && site.host() == Some(&host);
            is_same || domain.is_some_and(|domain| domain.includes(&host))
        };
        let unreached = self.0.iter().find(|pattern| !is_reached(pattern));
        unreached.map(Pattern::to_string)
    }

    /// For a content security policy: browsers follow the answer to a form only to where the
    /// form might have been sent itself.
    pub(crate) fn sources(&self, is_https: bool) -> String {
        let scheme = if is_https { "https" } else { "http" };
        let source = |pattern: &Pattern| format!(" {scheme}://{pattern}");
        self.0.iter().map(source).collect()
    }
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        let (below, rest) = match text.strip_prefix("*.") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        // The parser of browsers, so that both mean the same host.
        let url = Url::parse(&format!("ws://{rest}")).ok()?;
        let is_bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && !rest.ends_with('/');
        let host = url.host()?.to_owned();
        let is_name = matches!(&host, Host::Domain(name) if !name.contains('*'));
        (is_bare && (is_name || !below && !matches!(host, Host::Domain(_)))).then(|| Self {
            below,
            host,
            port: url.port(),
        })
    }

    fn fits(&self, url: &Url) -> bool {
        let fits_host = match (url.host(), &self.host) {
            (Some(Host::Domain(name)), Host::Domain(parent)) if self.below => name
                .strip_suffix(parent.as_str())
                .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
            (Some(host), own) => !self.below && host.to_owned() == *own,
            (None, _) => false,
        };
        fits_host && url.port() == self.port
    }
}

impl Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let stars = if self.below { "*." } else { "" };
        write!(f, "{stars}{}", self.host)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(hosts: &str, url: &str) -> bool {
        let hosts = ProtectedHosts::parse(hosts).unwrap();
        Url::parse(url).is_ok_and(|url| hosts.have(&url, true))
    }

    #[test]
    fn redirect_to_a_protected_host_is_allowed() {
        let hosts = "app.example.com, *.apps.example.com, wiki.example.com:8443, 192.0.2.7";
        for url in [
            "https://app.example.com/",
            "https://app.example.com/a?b=c#d",
            "https://APP.example.com:443/",
            "https://one.apps.example.com/",
            "https://a.b.apps.example.com/",
            "https://wiki.example.com:8443/",
            "https://192.0.2.7/",
        ] {
            assert!(allows(hosts, url), "{url}");
        }
    }

    #[test]
    fn text_that_resembles_a_value_is_refused() {
        let hosts = "app.example.com, *.apps.example.com, wiki.example.com:8443";
        for url in [
            "http://app.example.com/",
            "https://app.example.com.evil.example/",
            "https://evilapp.example.com/",
            "https://evil.example/app.example.com",
            "https://evil.example\\.app.example.com/",
            "https://app.example.com@evil.example/",
            "https://evil@app.example.com/",
            "https://app.example.com:8080/",
            "https://app.example.com./",
            "https://apps.example.com/",
            "https://evilapps.example.com/",
            "https://.apps.example.com/",
            "https://wiki.example.com/",
            "javascript://app.example.com/%0aalert(1)",
            "data:text/html,app.example.com",
            "ftp://app.example.com/",
        ] {
            assert!(!allows(hosts, url), "{url}");
        }
    }

    #[test]
    fn host_outside_the_cookie_domain_is_reported() {
        let unreached = |hosts: &str, domain: Option<&str>| {
            let site = PublicUrl::parse("https://accounts.example.com").unwrap();
            let domain = domain.map(|domain| CookieDomain::parse(domain).unwrap());
            let hosts = ProtectedHosts::parse(hosts).unwrap();
            hosts.unreached(&site, domain.as_ref())
        };
        let shared = Some("example.com");
        assert_eq!(unreached("accounts.example.com:8443", None), None);
        assert_eq!(unreached("a.example.com,*.apps.example.com", shared), None);
        assert_eq!(
            unreached("a.example.com", None).as_deref(),
            Some("a.example.com")
        );
        for host in ["*.example.org:81", "notexample.com"] {
            let hosts = format!("a.example.com,{host}");
            assert_eq!(unreached(&hosts, shared).as_deref(), Some(host));
        }
    }

    #[test]
    fn invalid_host_is_reported() {
        for text in [
            "https://app.example.com",
            "app.example.com/path",
            "app.example.com/",
            "*",
            "*.",
            "a.*.example.com",
            "*.192.0.2.7",
            "user@app.example.com",
            "app.example.com?x",
            "app example.com",
        ] {
            assert_eq!(
                ProtectedHosts::parse(&format!("good.example.com,{text}")),
                Err(InvalidHost(text.to_owned()))
            );
        }
        assert!(ProtectedHosts::parse("").unwrap().is_empty());
    }
}
