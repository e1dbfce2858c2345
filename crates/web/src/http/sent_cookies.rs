use axum::http::{HeaderMap, HeaderValue, header};

/// The cookies of a request: octets (RFC 6265, 5.4), most of them of other applications. A cookie is
/// searched for octet by octet, so that no other cookie can hide it.
pub(crate) struct SentCookies(Vec<HeaderValue>);

impl SentCookies {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self(headers.get_all(header::COOKIE).iter().cloned().collect())
    }

    pub(crate) fn lines(&self) -> &[HeaderValue] {
        &self.0
    }

    /// A header with this cookie alone, for libraries that read no other octets than ASCII.
    pub(crate) fn header_with(&self, name: &str) -> Option<HeaderMap> {
        let cookie = [name.as_bytes(), self.get(name)?].join(&b'=');
        let cookie = HeaderValue::from_bytes(&cookie).ok()?;
        Some(HeaderMap::from_iter([(header::COOKIE, cookie)]))
    }

    /// The value of a cookie, as it was sent. Of several with one name, the last.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        let lines = self.0.iter().map(HeaderValue::as_bytes);
        let pairs = lines.flat_map(|line| line.split(|octet| *octet == b';'));
        let values = pairs.filter_map(|pair| value_of(name, pair));
        values.last()
    }
}

/// The value of a pair with this name.
fn value_of<'a>(name: &str, pair: &'a [u8]) -> Option<&'a [u8]> {
    let pair = pair.trim_ascii().strip_prefix(name.as_bytes())?;
    let value = pair.trim_ascii_start().strip_prefix(b"=")?;
    Some(value.trim_ascii_start())
}
