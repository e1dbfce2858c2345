use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    RecentlyAuthenticated, Vestibule, WebError, api::problem, features::export,
    features::export::resource::Export,
};

/// Exports all stored data of the account.
///
/// The export has no token and no hash.
#[utoipa::path(
    get, path = "/account/export", operation_id = "exportAccount", tag = "account",
    responses(
        (status = 200, description = "All stored data of the account", body = Export),
        problem::Login, problem::Proof, problem::Limited
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn export(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    let body = export::body::json(&vestibule, &user).await?;
    let json = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, json)], body).into_response())
}
