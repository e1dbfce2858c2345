use axum::{http::StatusCode, response::Response};

use crate::visit::Visit;

/// Among the extensions of an answer: it tells its client to come again later (429, 503), and
/// nobody else uses the connection. In a rush a server may let those wait who
/// send the next form at once; else they cost it as much as those whom it serves.
#[derive(Clone, Copy, Debug)]
pub struct ComeLater;

/// Marks an answer, but never on a trusted proxy's connection: one guest's haste would be
/// another one's wait.
pub(crate) fn mark(mut answer: Response, visit: &Visit) -> Response {
    let status = answer.status();
    let is_refused =
        status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE;
    if is_refused && visit.is_direct() {
        answer.extensions_mut().insert(ComeLater);
    }
    answer
}
