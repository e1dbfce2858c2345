use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{AuthService, ConfirmPasswordError, PlainPassword};

use super::{
    keeping::Keeping,
    problem,
    session::{self, OpenedSession},
};
use crate::{
    CurrentUser, Vestibule, WebError, form::password, json::Json, mistakes::Mistakes,
    pages::messages, visit::Visit,
};

/// The person's own password, once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordProof {
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// Proves the password within the session.
///
/// It goes on under a new token: the old one is dead.
#[utoipa::path(
    post, path = "/session/proof", operation_id = "confirmPassword", tag = "session",
    request_body = PasswordProof,
    responses(
        (status = 200, body = OpenedSession,
         description = "The session, in the way that the request kept it"),
        problem::Body, problem::LogIn, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn confirm(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    visit: Visit,
    Json(body): Json<PasswordProof>,
) -> Result<Response, WebError> {
    let mut mistakes = Mistakes::default();
    mistakes.missing("current_password", &body.current_password);
    mistakes.or(Some(()))?;
    let accounts = vestibule.accounts();
    let renewed = accounts
        .confirm_password(&user, body.current_password)
        .await;
    let renewed = renewed.map_err(refused)?;
    let keeping = Keeping::of(&visit);
    Ok(session::opened(
        StatusCode::OK,
        &vestibule,
        renewed,
        keeping,
    ))
}

/// Of everything that takes the current password.
pub(crate) fn refused(error: ConfirmPasswordError) -> WebError {
    match error {
        ConfirmPasswordError::WrongPassword => {
            Mistakes::of("current_password", messages::WRONG_PASSWORD)
        }
        ConfirmPasswordError::LoggedOut => WebError::unauthenticated(),
        ConfirmPasswordError::TooManyAttempts(error) => WebError::account_limit(error),
        ConfirmPasswordError::Hashing(error) => error.into(),
        ConfirmPasswordError::Unavailable(error) => error.into(),
    }
}
