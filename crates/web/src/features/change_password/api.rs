use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{ChangePassword, ChangePasswordError, PlainPassword};

use crate::{
    CurrentUser, Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    features::{
        reauthenticate::api::try_beside,
        sessions::{self, current::OpenedSession},
    },
    input::{errors::InputErrors, form::password, json::Json},
    render::messages,
    request::RequestContext,
};

/// A change of the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("a staple of another kind"))]
    password: PlainPassword,
}

/// Changes the password and revokes all other sessions.
///
/// The current session continues with a new token; the previous token is invalid.
#[utoipa::path(
    put, path = "/account/password", operation_id = "changePassword", tag = "account",
    request_body = PasswordChange,
    responses(
        (status = 200, body = OpenedSession,
         description = "The session with its new token, in the body or the cookie as in the request"),
        problem::Body, problem::Login, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn change(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    context: RequestContext,
    Json(body): Json<PasswordChange>,
) -> Result<Response, WebError> {
    let mut errors = InputErrors::default();
    errors.missing("current_password", &body.current_password);
    let email = user.email.as_str();
    errors.new_password(&vestibule, &body.password, email).await;
    try_beside(&mut errors, &vestibule, &user, &body.current_password).await?;
    errors.or(Some(()))?;
    let (accounts, new) = (vestibule.accounts(), body.password.clone());
    let changed = accounts.change_password(&user, body.current_password, body.password);
    match changed.await {
        Ok(logged_in) => {
            let transport = SessionTransport::of(&context);
            Ok(sessions::current::opened(
                StatusCode::OK,
                &vestibule,
                logged_in,
                transport,
            ))
        }
        Err(error) => Err(refused(error, new, email).await),
    }
}

async fn refused(error: ChangePasswordError, new: PlainPassword, email: &str) -> WebError {
    match error {
        ChangePasswordError::WrongPassword => {
            InputErrors::of("current_password", messages::WRONG_PASSWORD)
        }
        ChangePasswordError::WeakPassword(reason) => InputErrors::weak(reason, new, email).await,
        ChangePasswordError::LoggedOut => WebError::unauthenticated(),
        failed => WebError::from(failed).counted(),
    }
}
