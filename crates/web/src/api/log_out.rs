use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vestibule_domain::AuthService;

use super::{keeping::Keeping, problem};
use crate::{Vestibule, WebError, visit::Visit};

/// Ends the session that asks.
///
/// Without one nothing happens.
#[utoipa::path(
    delete, path = "/session", operation_id = "logOut", tag = "session",
    responses(
        (status = 204, description = "There is no session any more"),
        problem::Change
    ),
    security((), ("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn log_out(
    State(vestibule): State<Vestibule>,
    visit: Visit,
) -> Result<Response, WebError> {
    if let Some(token) = visit.token() {
        vestibule.accounts().log_out(token, &visit.client()).await?;
    }
    let done = StatusCode::NO_CONTENT;
    Ok((ended(&vestibule, &visit), done).into_response())
}

/// Takes the cookie of a session that has ended from the browser that sent it.
pub(crate) fn ended(
    vestibule: &Vestibule,
    visit: &Visit,
) -> Option<impl axum::response::IntoResponseParts> {
    (Keeping::of(visit) == Keeping::Cookie).then(|| vestibule.clear_session())
}
