use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_domain::ManageAccount;

use super::problem;
use crate::{CurrentUser, Vestibule, WebError, json::Json, kept::Event, pages::activity::LATEST};

/// What happened around an account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Activity {
    /// The latest first, at most a hundred.
    events: Vec<Event>,
}

/// Lists what happened around the account.
///
/// It is the latest; the rest is in the export.
#[utoipa::path(
    get, path = "/account/activity", operation_id = "listActivity", tag = "account",
    responses(
        (status = 200, description = "The latest events", body = Activity),
        problem::LogIn
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn list(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
) -> Result<Response, WebError> {
    let events = vestibule.accounts().list_events(&user, LATEST).await?;
    let events = events.into_iter().map(Into::into).collect();
    Ok(Json(Activity { events }).into_response())
}
