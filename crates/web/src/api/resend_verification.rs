use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::VerifyEmail;

use super::{forgot_password, problem};
use crate::{
    CurrentUser, Vestibule, WebError, json::Json, mistakes::Mistakes, pages::messages, visit::Visit,
};

/// Where the mail goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerificationRequest {
    /// Without one, it is the address of whoever is logged in.
    #[schema(format = "email", examples("alice@example.com"))]
    email: Option<String>,
}

/// Mails the link that proves an address once more, if an account waits for that.
#[utoipa::path(
    post, path = "/email-verification", operation_id = "resendVerification", tag = "email",
    request_body = VerificationRequest,
    responses(
        (status = 202, description = "There may be a mail"),
        problem::Body, problem::Values
    ),
    security((), ("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn ask(
    State(vestibule): State<Vestibule>,
    user: Option<CurrentUser>,
    visit: Visit,
    Json(body): Json<VerificationRequest>,
) -> Result<StatusCode, WebError> {
    if !vestibule.parts().settings.sends_mail {
        return Err(Mistakes::of_all(messages::NO_VERIFICATION));
    }
    let mut mistakes = Mistakes::default();
    let email = match (&body.email, user) {
        (None, Some(user)) => Some(user.email.clone()),
        (typed, _) => mistakes.email(typed.as_deref().unwrap_or_default()),
    };
    let email = mistakes.or(email)?;
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let asked = accounts.request_verification(&email, &client).await;
    asked.map_err(forgot_password::refused)?;
    Ok(StatusCode::ACCEPTED)
}
