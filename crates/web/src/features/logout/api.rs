use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vestibule_domain::AuthService;

use crate::{
    Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    request::RequestContext,
};

/// Logs out: revokes the session of the request.
///
/// Without a session the operation does nothing.
#[utoipa::path(
    delete, path = "/session", operation_id = "logOut", tag = "session",
    responses(
        (status = 204, description = "The request has no session, or it is revoked now"),
        problem::Change
    ),
    security((), ("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn log_out(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
) -> Result<Response, WebError> {
    if let Some(token) = context.token() {
        vestibule
            .accounts()
            .log_out(token, &context.client())
            .await?;
    }
    let done = StatusCode::NO_CONTENT;
    Ok((ended(&vestibule, &context), done).into_response())
}

/// Removes the cookie of a revoked session from the browser that sent it.
pub(crate) fn ended(
    vestibule: &Vestibule,
    context: &RequestContext,
) -> Option<impl axum::response::IntoResponseParts> {
    (SessionTransport::of(context) == SessionTransport::Cookie).then(|| vestibule.clear_session())
}
