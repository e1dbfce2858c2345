use axum::{http::StatusCode, response::Response};

use crate::request::RequestContext;

/// Response extension: the response asks its client to retry later (429, 503), and the connection
/// belongs to that client alone. Under load a server may delay clients that retry at once;
/// otherwise they cost as much as the clients that it serves.
#[derive(Clone, Copy, Debug)]
pub struct RetryLater;

/// Marks an answer, but never on a trusted proxy's connection: one guest's haste would be
/// another one's wait.
pub(crate) fn mark(mut answer: Response, context: &RequestContext) -> Response {
    let status = answer.status();
    let is_refused =
        status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE;
    if is_refused && context.is_direct() {
        answer.extensions_mut().insert(RetryLater);
    }
    answer
}
