use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{RequestMailError, ResetPassword};

use super::problem;
use crate::{Vestibule, WebError, json::Json, mistakes::Mistakes, pages::messages, visit::Visit};

/// Where the mail goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForgottenPassword {
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
}

/// Mails a link to choose a new password, if the address has an account.
///
/// Whether it has changes nothing here, not even the time that it takes.
#[utoipa::path(
    post, path = "/password-reset", operation_id = "forgotPassword", tag = "password",
    request_body = ForgottenPassword,
    responses(
        (status = 202, description = "There may be a mail"),
        problem::Body, problem::Values
    ),
    security(())
)]
pub(crate) async fn ask(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<ForgottenPassword>,
) -> Result<StatusCode, WebError> {
    if !vestibule.parts().settings.sends_mail {
        return Err(Mistakes::of_all(messages::NO_MAIL));
    }
    let mut mistakes = Mistakes::default();
    let email = mistakes.email(&body.email);
    let email = mistakes.or(email)?;
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let asked = accounts.request_password_reset(&email, &client).await;
    asked.map_err(refused)?;
    Ok(StatusCode::ACCEPTED)
}

/// Of everything that mails to an address that somebody typed.
pub(crate) fn refused(error: RequestMailError) -> WebError {
    match error {
        RequestMailError::TooManyAttempts(error) => WebError::account_limit(error),
        RequestMailError::Unavailable(error) => error.into(),
    }
}
