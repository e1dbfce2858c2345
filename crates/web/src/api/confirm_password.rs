use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{AuthService, PlainPassword, Proof, ProofError};

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

/// What the user authenticates with once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reauthentication {
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// Authenticates the user once more within the session.
///
/// It goes on under a new token: the old one is dead.
#[utoipa::path(
    post, path = "/session/authentication", operation_id = "reauthenticate", tag = "session",
    request_body = Reauthentication,
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
    Json(body): Json<Reauthentication>,
) -> Result<Response, WebError> {
    let mut mistakes = Mistakes::default();
    mistakes.missing("current_password", &body.current_password);
    mistakes.or(Some(()))?;
    let accounts = vestibule.accounts();
    let proof = Proof::Password(body.current_password);
    let renewed = accounts.reauthenticate(&user, proof).await;
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
        Err(ProofError::WrongPassword) => {
            mistakes.add(Some("current_password"), messages::WRONG_PASSWORD);
            Ok(())
        }
        tried => tried.map_err(refused),
    }
}

/// Of everything that takes the current password.
pub(crate) fn refused(error: ProofError) -> WebError {
    match error {
        ProofError::WrongPassword => Mistakes::of("current_password", messages::WRONG_PASSWORD),
        ProofError::LoggedOut => WebError::unauthenticated(),
        ProofError::TooManyAttempts(error) => WebError::account_limit(error),
        ProofError::Hashing(error) => error.into(),
        ProofError::Unavailable(error) => error.into(),
    }
}
