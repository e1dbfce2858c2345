use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{AuthService, LogInError, PlainPassword};

use super::{
    keeping::Keeping,
    problem,
    session::{self, OpenedSession},
};
use crate::{
    Vestibule, WebError, form::password, json::Json, mistakes::Mistakes, pages::messages,
    visit::Visit,
};

/// Who somebody says they are, and what proves it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    password: PlainPassword,
    #[serde(default)]
    session: Keeping,
    /// Whether the cookie outlives the browser. The session does not live longer.
    #[serde(default)]
    remember: bool,
    /// What the last answer with a token gave as `device`.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Logs in.
///
/// The session that the client had before ends.
#[utoipa::path(
    post, path = "/session", operation_id = "logIn", tag = "session",
    request_body = Credentials,
    responses(
        (status = 201, description = "The session", body = OpenedSession),
        problem::Body, problem::Values
    ),
    security(())
)]
pub(crate) async fn log_in(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<Credentials>,
) -> Result<Response, WebError> {
    let mut mistakes = Mistakes::default();
    let email = mistakes.email(&body.email);
    mistakes.missing("password", &body.password);
    let email = mistakes.or(email)?;
    let request = body.session.request(&visit, body.remember, body.device);
    let accounts = vestibule.accounts();
    let logged_in = accounts.log_in(email, body.password, request).await;
    let logged_in = logged_in.map_err(refused)?;
    let status = StatusCode::CREATED;
    Ok(session::opened(status, &vestibule, logged_in, body.session))
}

fn refused(error: LogInError) -> WebError {
    match error {
        LogInError::NoMatch => Mistakes::of_all(messages::NO_MATCH),
        LogInError::UnknownEmail => Mistakes::of("email", messages::UNKNOWN_EMAIL),
        LogInError::WrongPassword => Mistakes::of("password", messages::WRONG_PASSWORD),
        LogInError::EmailUnverified => Mistakes::of_all(messages::LOG_IN_UNVERIFIED),
        LogInError::Disabled => Mistakes::of_all(messages::LOG_IN_DISABLED),
        LogInError::Refused(reason) => Mistakes::of_all(reason.into()),
        LogInError::TooManyAttempts(error) => WebError::account_limit(error),
        LogInError::Hashing(error) => error.into(),
        LogInError::Unavailable(error) => error.into(),
    }
}
