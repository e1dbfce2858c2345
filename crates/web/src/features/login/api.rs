use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{AuthService, LoginError, PlainPassword};

use crate::{
    Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    features::{
        login::{self, unfinished::session_of},
        sessions::{self, current::OpenedSession},
    },
    input::{errors::InputErrors, form::password, json::Json},
    render::messages,
    request::RequestContext,
};

/// Email address and password of a login.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    password: PlainPassword,
    #[serde(default)]
    session: SessionTransport,
    /// Whether the cookie persists when the browser closes. The lifetime of the session is the same.
    #[serde(default)]
    remember: bool,
    /// The `device` of the last response that had a token.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Logs in.
///
/// The previous session of the client is revoked.
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
    context: RequestContext,
    Json(body): Json<Credentials>,
) -> Result<Response, WebError> {
    let mut errors = InputErrors::default();
    let email = errors.email(&body.email);
    errors.missing("password", &body.password);
    let email = errors.or(email)?;
    let request = body.session.request(&context, body.remember, body.device);
    let accounts = vestibule.accounts();
    let login = accounts.log_in(email, body.password, request).await;
    let logged_in = login.and_then(|login| session_of(login).map_err(LoginError::Refused));
    let logged_in = logged_in.map_err(refused)?;
    let status = StatusCode::CREATED;
    Ok(sessions::current::opened(
        status,
        &vestibule,
        logged_in,
        body.session,
    ))
}

fn refused(error: LoginError) -> WebError {
    match error {
        LoginError::NoMatch => InputErrors::of_all(login::NO_MATCH),
        LoginError::UnknownEmail => InputErrors::of("email", login::UNKNOWN_EMAIL),
        LoginError::WrongPassword => InputErrors::of("password", messages::WRONG_PASSWORD),
        LoginError::EmailUnverified => InputErrors::of_all(login::LOGIN_UNVERIFIED),
        LoginError::Disabled => InputErrors::of_all(messages::LOGIN_DISABLED),
        LoginError::Refused(reason) => InputErrors::of_all(reason.into()),
        failed => WebError::from(failed).counted(),
    }
}
