use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::Cookie;
use vestibule_domain::{Clock, Timestamp};

/// The unexpired cookies of one site, by name. `Max-Age` takes precedence over `Expires`
/// (RFC 6265, 5.3). Paths are ignored.
#[derive(Default)]
pub(super) struct Cookies(BTreeMap<String, Kept>);

struct Kept {
    value: String,
    /// `None`: it lives as long as the browser.
    until: Option<Timestamp>,
}

impl Cookies {
    pub(super) fn keep(&mut self, headers: &HeaderMap, clock: &dyn Clock) {
        for sent in headers.get_all(header::SET_COOKIE) {
            let sent = String::from_utf8_lossy(sent.as_bytes());
            let cookie = Cookie::parse(&*sent).expect("a cookie that browsers understand");
            let kept = Kept {
                value: cookie.value().to_owned(),
                until: end(&cookie, clock.now()),
            };
            self.0.insert(cookie.name().to_owned(), kept);
        }
    }

    /// The `Cookie` of a request; `None`: there are none.
    pub(super) fn line(&mut self, clock: &dyn Clock) -> Option<HeaderValue> {
        let now = clock.now();
        self.0
            .retain(|_, kept| kept.until.is_none_or(|end| now < end));
        let pairs = self.0.iter();
        let pairs: Vec<_> = pairs
            .map(|(name, kept)| format!("{name}={}", kept.value))
            .collect();
        let line = (!pairs.is_empty()).then(|| pairs.join("; "))?;
        Some(HeaderValue::from_str(&line).expect("it came as a header"))
    }
}

fn end(cookie: &Cookie<'_>, now: Timestamp) -> Option<Timestamp> {
    let age = cookie.max_age().map(|age| age.whole_seconds());
    let by_age = age.map(|age| now.unix_seconds().saturating_add(age));
    let by_date = cookie.expires_datetime().map(|date| date.unix_timestamp());
    by_age.or(by_date).map(Timestamp::from_unix_seconds)
}
