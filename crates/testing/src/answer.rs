use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header, response::Parts},
};

/// The response to a request of a test.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    pub(super) fn new(parts: Parts, body: Bytes) -> Self {
        Self {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Returns the status, which can be compared with a number.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns the body as text.
    ///
    /// # Panics
    ///
    /// The body is not valid UTF-8.
    #[track_caller]
    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).expect("a text")
    }

    /// Returns the target of a redirect.
    ///
    /// # Panics
    ///
    /// The response has no `Location` header.
    #[track_caller]
    pub fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION);
        let location = location.and_then(|location| str::from_utf8(location.as_bytes()).ok());
        location.unwrap_or_else(|| {
            let body = String::from_utf8_lossy(&self.body);
            panic!("the response is no redirect: {}\n{body}", self.status)
        })
    }
}
