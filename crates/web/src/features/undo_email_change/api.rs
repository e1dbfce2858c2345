use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vestibule_domain::{ChangeEmail, LinkPurpose};

use crate::{
    Vestibule, WebError,
    api::problem,
    emailed_link::{self, api::EmailedLink},
    features::{confirm_email_change, logout},
    input::json::Json,
    request::RequestContext,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::UndoEmailChange];

/// Reverts a change of the email address.
///
/// All sessions are revoked and the password is removed. An email with a password reset link goes
/// to the previous address.
#[utoipa::path(
    post, path = "/email-change/undo", operation_id = "undoEmailChange", tag = "email",
    request_body = EmailedLink,
    responses(
        (status = 204, description = "The account has its previous email address"),
        problem::Body, problem::InvalidLink, problem::Taken
    ),
    security(())
)]
pub(crate) async fn undo(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<EmailedLink>,
) -> Result<Response, WebError> {
    let link = emailed_link::api::living(body.token, &vestibule, &PURPOSE).await?;
    let is_owner = context.is_from(link.about.user().id).await?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let undone = accounts.undo_email_change(&link.about, &client).await;
    undone.map_err(confirm_email_change::api::refused)?;
    let ended = is_owner
        .then(|| logout::api::ended(&vestibule, &context))
        .flatten();
    Ok((ended, StatusCode::NO_CONTENT).into_response())
}
