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
    CurrentUser, Vestibule, WebError,
    form::password,
    json::Json,
    mistakes::Mistakes,
    pages::{confirm_password::try_beside_mistakes, messages},
    visit::Visit,
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

/// Tries the current password where there are other mistakes, so that the answer has all.
pub(crate) async fn try_beside(
    mistakes: &mut Mistakes,
    vestibule: &Vestibule,
    user: &CurrentUser,
    current: &PlainPassword,
) -> Result<(), WebError> {
    if mistakes.is_empty() {
        return Ok(());
    }
    match try_beside_mistakes(vestibule, user, current.clone()).await {
        Err(ConfirmPasswordError::WrongPassword) => {
            mistakes.add(Some("current_password"), messages::WRONG_PASSWORD);
            Ok(())
        }
        tried => tried.map_err(refused),
    }
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
