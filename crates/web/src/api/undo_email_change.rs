use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vestibule_domain::{ChangeEmail, LinkPurpose};

use super::{
    confirm_email_change,
    link::{self, MailedLink},
    log_out, problem,
};
use crate::{Vestibule, WebError, json::Json, visit::Visit};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::UndoEmailChange];

/// Gives the account the address back that it had.
///
/// All sessions end, and the password is worth nothing any more; a mail lets the owner choose
/// another.
#[utoipa::path(
    post, path = "/email-change/undo", operation_id = "undoEmailChange", tag = "email",
    request_body = MailedLink,
    responses(
        (status = 204, description = "The account has its old address"),
        problem::Body, problem::DeadLink, problem::Taken
    ),
    security(())
)]
pub(crate) async fn undo(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<MailedLink>,
) -> Result<Response, WebError> {
    let link = link::living(body.token, &vestibule, &PURPOSE).await?;
    let is_owner = visit.is_by(link.about.user().id).await?;
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let undone = accounts.undo_email_change(&link.about, &client).await;
    undone.map_err(confirm_email_change::refused)?;
    let ended = is_owner
        .then(|| log_out::ended(&vestibule, &visit))
        .flatten();
    Ok((ended, StatusCode::NO_CONTENT).into_response())
}
