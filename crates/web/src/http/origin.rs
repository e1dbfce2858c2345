use axum::http::{HeaderMap, header};
use url::Url;

use crate::{LocalPath, http::header_text::single};

/// The public URL of the site: `https://accounts.example`, without a path.
///
/// # Examples
///
/// ```
/// use vestibule_web::PublicUrl;
///
/// let url = PublicUrl::parse("https://accounts.shop.example/")?;
/// assert!(url.is_https()); // so cookies are `Secure`, and answers have `Strict-Transport-Security`
/// assert_eq!(url.as_str(), "https://accounts.shop.example");
/// # Ok::<(), vestibule_web::InvalidPublicUrl>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// Why a text is not a [`PublicUrl`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "it must be http:// or https:// with a host and nothing behind it, like https://shop.example"
)]
pub struct InvalidPublicUrl;

vestibule_domain::debug_as_sentence!(InvalidPublicUrl);

impl PublicUrl {
    /// Parses a URL, as in `PUBLIC_URL`.
    ///
    /// # Errors
    ///
    /// If the text is not an `http` or `https` URL, or has a path.
    pub fn parse(text: &str) -> Result<Self, InvalidPublicUrl> {
        let url = Url::parse(text).map_err(|_| InvalidPublicUrl)?;
        let is_bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        (matches!(url.scheme(), "http" | "https") && url.has_host() && is_bare)
            .then_some(Self(url))
            .ok_or(InvalidPublicUrl)
    }

    /// Returns whether browsers use TLS.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Returns whether only this machine can reach the site.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// Returns the name of the host.
    pub fn host(&self) -> Option<&str> {
        self.0.host_str()
    }

    /// Returns the URL without a trailing slash.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }
}

/// The origin of this site (RFC 6454), to tell its forms from those of other sites.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// As the operator said.
    Configured(url::Origin),
    /// No public URL is configured: the host of the request, with any scheme.
    Host(String),
}

impl Origin {
    /// Returns the own origin of a request. `None` if neither the request nor the configuration
    /// names a host: then no origin is accepted.
    pub(crate) fn ours(public_url: Option<&PublicUrl>, headers: &HeaderMap) -> Option<Self> {
        match public_url {
            Some(PublicUrl(url)) => Some(Self::Configured(url.origin())),
            None => single(headers, &header::HOST).map(|host| Self::Host(host.to_lowercase())),
        }
    }

    /// Whether the URL is of this site.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        match self {
            Self::Configured(origin) => url.origin() == *origin,
            Self::Host(host) => authority(url).is_some_and(|authority| authority == *host),
        }
    }

    /// The path of the page of this site that sent the request.
    pub(crate) fn referer_path(&self, headers: &HeaderMap) -> Option<LocalPath> {
        let url = Url::parse(&single(headers, &header::REFERER)?).ok()?;
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        self.owns(&url)
            .then(|| LocalPath::parse(path).ok())
            .flatten()
    }
}

fn authority(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(
        url.port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
    )
}
