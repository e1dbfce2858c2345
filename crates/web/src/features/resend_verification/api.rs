use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::VerifyEmail;
use vestibule_templates::Message;

use crate::{
    CurrentUser, Vestibule, WebError,
    api::problem,
    input::{errors::InputErrors, json::Json},
    request::RequestContext,
};

const NO_VERIFICATION: Message = Message::new("resend-verification-no-mail");

/// The address that the email goes to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerificationRequest {
    /// Without one, the address of the authenticated user.
    #[schema(format = "email", examples("alice@example.com"))]
    email: Option<String>,
}

/// Sends the email verification link again if the account is unverified.
#[utoipa::path(
    post, path = "/email-verification", operation_id = "resendVerification", tag = "email",
    request_body = VerificationRequest,
    responses(
        (status = 202, description = "An email is sent if the address belongs to an unverified account"),
        problem::Body, problem::Values
    ),
    security((), ("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn ask(
    State(vestibule): State<Vestibule>,
    user: Option<CurrentUser>,
    context: RequestContext,
    Json(body): Json<VerificationRequest>,
) -> Result<StatusCode, WebError> {
    if !vestibule.parts().settings.sends_email {
        return Err(InputErrors::of_all(NO_VERIFICATION));
    }
    let mut errors = InputErrors::default();
    let email = match (&body.email, user) {
        (None, Some(user)) => Some(user.email.clone()),
        (typed, _) => errors.email(typed.as_deref().unwrap_or_default()),
    };
    let email = errors.or(email)?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let asked = accounts.request_verification(&email, &client).await;
    asked.map_err(|error| WebError::from(error).counted())?;
    Ok(StatusCode::ACCEPTED)
}
