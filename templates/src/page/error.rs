use serde::Serialize;

use super::Page;

/// The page for an error status. Its texts are in the template.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorPage {
    /// The HTTP status code (RFC 9110, section 15).
    pub status: u16,
    /// The ID of the request, to find the cause in the log; only with server errors.
    pub request_id: Option<String>,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "error.html";

    fn samples() -> Vec<Self> {
        [
            400, 401, 403, 404, 405, 408, 410, 413, 415, 418, 429, 431, 500, 503, 507,
        ]
        .map(|status| Self {
            status,
            request_id: (status >= 500).then(|| "0198c1f0a3e57bd2".to_owned()),
        })
        .into()
    }
}
