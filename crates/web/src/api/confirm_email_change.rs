use axum::{extract::State, http::StatusCode};
use vestibule_domain::{ChangeEmail, LinkPurpose, MoveError};

use super::{
    link::{self, MailedLink},
    problem,
};
use crate::{Vestibule, WebError, json::Json, visit::Visit};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::ChangeEmail];

/// Gives the account the address that the link proves.
#[utoipa::path(
    post, path = "/email-change/confirmation", operation_id = "confirmEmailChange", tag = "email",
    request_body = MailedLink,
    responses(
        (status = 204, description = "The account has the new address"),
        problem::Body, problem::DeadLink, problem::Taken
    ),
    security(())
)]
pub(crate) async fn confirm(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<MailedLink>,
) -> Result<StatusCode, WebError> {
    let link = link::living(body.token, &vestibule, &PURPOSE).await?;
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let moved = accounts.confirm_email_change(&link.about, &client).await;
    moved.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Of every link that moves an account to its address.
pub(crate) fn refused(error: MoveError) -> WebError {
    match error {
        MoveError::DeadLink => link::dead(),
        MoveError::EmailTaken => WebError::conflict().with_code("email-taken"),
        MoveError::Unavailable(error) => error.into(),
    }
}
