use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::Cookie;

/// What a browser sent as its cookies. Only what somebody asks for is read of it: most of it is
/// other applications'.
pub(crate) struct SentCookies(Vec<HeaderValue>);

impl SentCookies {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self(headers.get_all(header::COOKIE).iter().cloned().collect())
    }

    /// The headers to read this cookie from, if it is there.
    pub(crate) fn headers_with(&self, name: &str) -> Option<HeaderMap> {
        self.get(name)?;
        let cookies = self.0.iter().map(|value| (header::COOKIE, value.clone()));
        Some(cookies.collect())
    }

    /// The value of a cookie, as it was sent. Of several with one name, the last.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let texts = self.0.iter().filter_map(|value| value.to_str().ok());
        let pairs = texts.flat_map(|text| text.split(';'));
        let ours = pairs.filter(|pair| pair.trim_start().starts_with(name));
        let cookies = ours.map(Cookie::parse);
        let found = cookies.flatten().filter(|cookie| cookie.name() == name);
        found.last().and_then(|cookie| cookie.value_raw())
    }
}
