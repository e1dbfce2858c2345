use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_domain::ManageAccount;

use crate::{
    CurrentUser, Vestibule, WebError, api::problem, features::activity::page::LATEST,
    features::activity::resource::Event, input::json::Json,
};

/// The activity of an account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Activity {
    /// The latest 100 events at most, newest first.
    events: Vec<Event>,
}

/// Lists the activity of the account.
///
/// The list has the latest events; the export has all of them.
#[utoipa::path(
    get, path = "/account/activity", operation_id = "listActivity", tag = "account",
    responses(
        (status = 200, description = "The latest events", body = Activity),
        problem::Login
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
