use http::Uri;
use url::{Host, Url};

/// The base URL of range requests, `https://api.pwnedpasswords.com/range/`. The first five digits
/// of a hash are appended. Plain HTTP is accepted for loopback addresses only: an observer of the
/// network who sees a registration and the range learns much about the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeUrl(String);

/// Why a text is no [`RangeUrl`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it must be like https://api.pwnedpasswords.com/range/")]
pub struct InvalidRangeUrl;

vestibule_domain::debug_as_sentence!(InvalidRangeUrl);

impl RangeUrl {
    /// Reads an address without query.
    ///
    /// # Errors
    ///
    /// If the text is not an acceptable URL.
    pub fn parse(text: &str) -> Result<Self, InvalidRangeUrl> {
        let url = Url::parse(text).map_err(|_| InvalidRangeUrl)?;
        let is_loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        let is_safe = url.scheme() == "https" || url.scheme() == "http" && is_loopback;
        let is_plain = url.query().is_none() && url.fragment().is_none();
        let is_open = url.username().is_empty() && url.password().is_none();
        if !(is_safe && is_plain && is_open) {
            return Err(InvalidRangeUrl);
        }
        let url = Self(url.as_str().trim_end_matches('/').to_owned());
        url.of("00000").map(|_| url).ok_or(InvalidRangeUrl)
    }

    /// The address of the range of these digits.
    pub(crate) fn of(&self, prefix: &str) -> Option<Uri> {
        format!("{}/{prefix}", self.0).parse().ok()
    }
}
