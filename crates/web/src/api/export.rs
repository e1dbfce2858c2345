use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::problem;
use crate::{RecentlyAuthenticated, Vestibule, WebError, export, kept::Kept};

/// Everything that is kept about the person.
///
/// It has no token and no hash.
#[utoipa::path(
    get, path = "/account/export", operation_id = "exportAccount", tag = "account",
    responses(
        (status = 200, description = "All of it", body = Kept),
        problem::LogIn, problem::Proof, problem::Limited
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn export(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    let body = export::json(&vestibule, &user).await?;
    let json = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, json)], body).into_response())
}
