use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::problem;
use crate::{RecentlyAuthenticated, Vestibule, WebError, json::Json, kept::Kept};

/// Everything that is kept about the person.
///
/// It has no token and no hash.
#[utoipa::path(
    get, path = "/account/export", operation_id = "exportAccount", tag = "account",
    responses(
        (status = 200, description = "All of it", body = Kept),
        problem::LogIn, problem::Proof
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn export(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    let kept = vestibule.accounts().export_account(&user).await?;
    Ok(Json(Kept::from(kept)).into_response())
}
