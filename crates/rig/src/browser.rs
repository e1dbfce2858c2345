//! A browser: it keeps cookies, asks for HTML and says where its posts come from.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::http::{HeaderMap, StatusCode, header};

mod router;
mod wire;

pub use router::App;
pub use wire::Asked;

/// The email address of the first user.
pub const ALICE: &str = "alice@example.com";
/// The password of the first user.
pub const PASSWORD: &str = "correct horse battery";

/// A browser. It sends to an address over TCP, or to an [`App`] without a server.
#[derive(Clone)]
pub struct Browser<T = SocketAddr> {
    /// Where it sends.
    pub target: T,
    /// Sent as `Accept-Language`, if it is not empty.
    pub languages: String,
    /// The cookies by name.
    pub cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code, which can be compared with a number.
    pub status: StatusCode,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body as text, in which no slash is escaped.
    pub body: String,
}

/// Email and password, as both forms want them.
pub fn credentials<'a>(email: &'a str, password: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("email", email),
        ("password", password),
        ("password_confirmation", password),
    ]
}

/// The fields of the form on the account page.
pub fn new_password<'a>(from: &'a str, to: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("current_password", from),
        ("password", to),
        ("password_confirmation", to),
    ]
}

impl<T> Browser<T> {
    /// Returns a browser without cookies.
    pub fn new(target: T) -> Self {
        Self {
            target,
            languages: String::new(),
            cookies: BTreeMap::new(),
        }
    }

    /// The value of `Cookie`, if there are any.
    fn cookie_line(&self) -> Option<String> {
        let pairs = self.cookies.iter().map(|(k, v)| format!("{k}={v}"));
        let line = pairs.collect::<Vec<_>>().join("; ");
        Some(line).filter(|line| !line.is_empty())
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.set_cookies() {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// As browsers send the fields of a form.
fn encoded(fields: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields).finish()
}

impl Answer {
    /// A slash may be escaped or not; to the browser it is the same.
    fn new(status: StatusCode, headers: HeaderMap, body: &str) -> Self {
        let body = body.replace("&#x2f;", "/");
        Self {
            status,
            headers,
            body,
        }
    }

    /// The cookies that are set, with their attributes.
    pub fn set_cookies(&self) -> Vec<&str> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter();
        cookies.map(|value| value.to_str().unwrap()).collect()
    }

    /// Returns the first field of this name, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Asserts the status code.
    #[track_caller]
    pub fn has_status(&self, status: u16) {
        assert_eq!(self.status, status, "{self:#?}");
    }

    /// Asserts a redirect to `path` after a form.
    #[track_caller]
    pub fn leads_to(&self, path: &str) {
        assert_eq!(
            (self.status.as_u16(), self.header("location")),
            (303, path),
            "{self:#?}"
        );
    }

    /// It says that it can't now, and when to come again.
    #[track_caller]
    pub fn is_unavailable_with_retry_after(&self) {
        self.has_status(503);
        let seconds: u64 = self.header("retry-after").parse().unwrap();
        assert!((1..=600).contains(&seconds), "{seconds}");
    }

    /// Asserts that the body contains `text`.
    #[track_caller]
    pub fn shows(&self, text: &str) {
        assert!(self.body.contains(text), "{text:?} is not in {self:#?}");
    }

    /// Asserts that the body does not contain `text`.
    #[track_caller]
    pub fn hides(&self, text: &str) {
        assert!(!self.body.contains(text), "{text:?} is in {self:#?}");
    }
}
