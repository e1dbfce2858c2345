use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::ResetPassword;
use vestibule_templates::Message;

use crate::{
    Vestibule, WebError,
    api::problem,
    input::{errors::InputErrors, json::Json},
    request::RequestContext,
};

const NO_EMAIL: Message = Message::new("forgot-password-no-mail");

/// The address that the email goes to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForgottenPassword {
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
}

/// Sends a password reset link if the address has an account.
///
/// The answer and its duration are the same for every address.
#[utoipa::path(
    post, path = "/password-reset", operation_id = "forgotPassword", tag = "password",
    request_body = ForgottenPassword,
    responses(
        (status = 202, description = "An email is sent if the address has an account"),
        problem::Body, problem::Values
    ),
    security(())
)]
pub(crate) async fn ask(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<ForgottenPassword>,
) -> Result<StatusCode, WebError> {
    if !vestibule.parts().settings.sends_email {
        return Err(InputErrors::of_all(NO_EMAIL));
    }
    let mut errors = InputErrors::default();
    let email = errors.email(&body.email);
    let email = errors.or(email)?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let asked = accounts.request_password_reset(&email, &client).await;
    asked.map_err(|error| WebError::from(error).counted())?;
    Ok(StatusCode::ACCEPTED)
}
