use axum::{extract::State, http::StatusCode};
use vestibule_domain::{ChangeEmail, LinkPurpose, MoveError};

use crate::{
    Vestibule, WebError,
    api::problem,
    emailed_link::{self, api::EmailedLink},
    input::json::Json,
    request::RequestContext,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::ChangeEmail];

/// Confirms a change of the email address with an emailed link.
#[utoipa::path(
    post, path = "/email-change/confirmation", operation_id = "confirmEmailChange", tag = "email",
    request_body = EmailedLink,
    responses(
        (status = 204, description = "The account has the new email address"),
        problem::Body, problem::InvalidLink, problem::Taken
    ),
    security(())
)]
pub(crate) async fn confirm(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<EmailedLink>,
) -> Result<StatusCode, WebError> {
    let link = emailed_link::api::living(body.token, &vestibule, &PURPOSE).await?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let moved = accounts.confirm_email_change(&link.about, &client).await;
    moved.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Maps the errors of every link that changes the email address of an account.
pub(crate) fn refused(error: MoveError) -> WebError {
    match error {
        MoveError::InvalidLink => emailed_link::api::invalid_link(),
        MoveError::EmailTaken => WebError::conflict().with_code("email-taken"),
        failed => failed.into(),
    }
}
