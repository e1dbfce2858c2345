use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{AuthService, PlainPassword, Proof, ProofError};

use crate::{
    CurrentUser, Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    features::{
        reauthenticate::page::try_beside_errors,
        sessions::{self, current::OpenedSession},
    },
    input::{errors::InputErrors, form::password, json::Json},
    render::messages,
    request::RequestContext,
};

/// The credential of a re-authentication.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reauthentication {
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// Re-authenticates the user within the session.
///
/// The session continues with a new token; the previous token is invalid.
#[utoipa::path(
    post, path = "/session/authentication", operation_id = "reauthenticate", tag = "session",
    request_body = Reauthentication,
    responses(
        (status = 200, body = OpenedSession,
         description = "The session with its new token, in the body or the cookie as in the request"),
        problem::Body, problem::Login, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn confirm(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    context: RequestContext,
    Json(body): Json<Reauthentication>,
) -> Result<Response, WebError> {
    let mut errors = InputErrors::default();
    errors.missing("current_password", &body.current_password);
    errors.or(Some(()))?;
    let accounts = vestibule.accounts();
    let proof = Proof::Password(body.current_password);
    let renewed = accounts.reauthenticate(&user, proof).await;
    let renewed = renewed.map_err(refused)?;
    let transport = SessionTransport::of(&context);
    Ok(sessions::current::opened(
        StatusCode::OK,
        &vestibule,
        renewed,
        transport,
    ))
}

/// Checks the current password even if other fields are invalid, so that the answer has all errors.
pub(crate) async fn try_beside(
    errors: &mut InputErrors,
    vestibule: &Vestibule,
    user: &CurrentUser,
    current: &PlainPassword,
) -> Result<(), WebError> {
    if errors.is_empty() {
        return Ok(());
    }
    match try_beside_errors(vestibule, user, current.clone()).await {
        Err(ProofError::WrongPassword) => {
            errors.add(Some("current_password"), messages::WRONG_PASSWORD);
            Ok(())
        }
        tried => tried.map_err(refused),
    }
}

/// Maps the errors of every operation that takes the current password.
pub(crate) fn refused(error: ProofError) -> WebError {
    match error {
        ProofError::WrongPassword => InputErrors::of("current_password", messages::WRONG_PASSWORD),
        ProofError::LoggedOut => WebError::unauthenticated(),
        failed => WebError::from(failed).counted(),
    }
}
