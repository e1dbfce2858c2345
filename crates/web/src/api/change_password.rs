use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{ChangePassword, ChangePasswordError, PlainPassword};

use super::{
    confirm_password::try_beside,
    keeping::Keeping,
    problem,
    session::{self, OpenedSession},
};
use crate::{
    CurrentUser, Vestibule, WebError, form::password, json::Json, mistakes::Mistakes,
    pages::messages, visit::Visit,
};

/// A new password in the place of the present one.
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

/// Replaces the password and ends all other sessions.
///
/// The one that asks goes on under a new token: the old one is dead.
#[utoipa::path(
    put, path = "/account/password", operation_id = "changePassword", tag = "account",
    request_body = PasswordChange,
    responses(
        (status = 200, body = OpenedSession,
         description = "The session, in the way that the request kept it"),
        problem::Body, problem::LogIn, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn change(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    visit: Visit,
    Json(body): Json<PasswordChange>,
) -> Result<Response, WebError> {
    let mut mistakes = Mistakes::default();
    mistakes.missing("current_password", &body.current_password);
    let email = user.email.as_str();
    mistakes
        .new_password(&vestibule, &body.password, email)
        .await;
    try_beside(&mut mistakes, &vestibule, &user, &body.current_password).await?;
    mistakes.or(Some(()))?;
    let (accounts, new) = (vestibule.accounts(), body.password.clone());
    let changed = accounts.change_password(&user, body.current_password, body.password);
    match changed.await {
        Ok(logged_in) => {
            let keeping = Keeping::of(&visit);
            Ok(session::opened(
                StatusCode::OK,
                &vestibule,
                logged_in,
                keeping,
            ))
        }
        Err(error) => Err(refused(error, new, email).await),
    }
}

async fn refused(error: ChangePasswordError, new: PlainPassword, email: &str) -> WebError {
    match error {
        ChangePasswordError::WrongPassword => {
            Mistakes::of("current_password", messages::WRONG_PASSWORD)
        }
        ChangePasswordError::WeakPassword(reason) => Mistakes::weak(reason, new, email).await,
        ChangePasswordError::LoggedOut => WebError::unauthenticated(),
        ChangePasswordError::TooManyAttempts(error) => WebError::account_limit(error),
        ChangePasswordError::Hashing(error) => error.into(),
        ChangePasswordError::Unavailable(error) => error.into(),
    }
}
