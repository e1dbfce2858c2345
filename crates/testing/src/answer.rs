use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header, response::Parts},
};

/// What came back.
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

    /// Its status, which can be compared with a number.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Its body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Its body as text.
    ///
    /// # Panics
    ///
    /// Where it is none.
    #[track_caller]
    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).expect("a text")
    }

    /// Where it leads.
    ///
    /// # Panics
    ///
    /// Where it leads nowhere.
    #[track_caller]
    pub fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION);
        let location = location.and_then(|location| str::from_utf8(location.as_bytes()).ok());
        location.unwrap_or_else(|| {
            let body = String::from_utf8_lossy(&self.body);
            panic!("the answer leads nowhere: {}\n{body}", self.status)
        })
    }
}
