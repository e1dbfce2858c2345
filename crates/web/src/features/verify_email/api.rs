use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{LinkPurpose, PlainPassword, VerifyEmail, VerifyEmailError};

use crate::{
    CurrentUser, Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    emailed_link::{self, api::EmailedLink, sent::SentLink},
    features::{
        login::unfinished::session_of,
        logout,
        sessions::{self, current::OpenedSession},
    },
    input::{errors::InputErrors, form::password, json::Json},
    render::{messages, problem::Problem},
    request::RequestContext,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::VerifyEmail];

/// The token of an email verification link and the password of its account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerifyingLogin {
    token: SentLink,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    password: PlainPassword,
    #[serde(default)]
    session: SessionTransport,
    /// The `device` of the last response that had a token.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Verifies the email address of the authenticated user.
#[utoipa::path(
    post, path = "/email-verification/confirmation", operation_id = "verifyEmail", tag = "email",
    request_body = EmailedLink,
    responses(
        (status = 204, description = "The email address is verified"),
        (status = 409, description = "The link belongs to another account", body = Problem,
         content_type = "application/problem+json",
         example = json!({ "type": "about:blank", "title": "Conflict", "status": 409,
                           "code": "another-account" })),
        problem::Body, problem::Login, problem::InvalidLink
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn verify(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    Json(body): Json<EmailedLink>,
) -> Result<StatusCode, WebError> {
    let link = emailed_link::api::living(body.token, &vestibule, &PURPOSE).await?;
    let verified = vestibule.accounts().verify_email(&user, &link.about).await;
    verified.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Verifies an email address with the link and the password of the account, and logs in.
#[utoipa::path(
    post, path = "/email-verification/session", operation_id = "verifyEmailAndLogin", tag = "email",
    request_body = VerifyingLogin,
    responses(
        (status = 201, body = OpenedSession,
         description = "The email address is verified and the session is created"),
        problem::Body, problem::InvalidLink, problem::Values
    ),
    security(())
)]
pub(crate) async fn log_in(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<VerifyingLogin>,
) -> Result<Response, WebError> {
    let link = emailed_link::api::living(body.token, &vestibule, &PURPOSE).await?;
    let mut errors = InputErrors::default();
    errors.missing("password", &body.password);
    errors.or(Some(()))?;
    let request = body.session.request(&context, false, body.device);
    let accounts = vestibule.accounts();
    let login = accounts.verify_email_and_log_in(&link.about, body.password, request);
    let login = login.await.map_err(refused)?;
    let logged_in = session_of(login).map_err(|reason| InputErrors::of_all(reason.into()))?;
    let status = StatusCode::CREATED;
    Ok(sessions::current::opened(
        status,
        &vestibule,
        logged_in,
        body.session,
    ))
}

/// Deletes an account that was registered with an email address of another person.
///
/// Requires the link that was emailed to that address, and that the address is still unverified.
#[utoipa::path(
    post, path = "/email-verification/disavowal", operation_id = "disownAccount", tag = "email",
    request_body = EmailedLink,
    responses(
        (status = 204, description = "The account is deleted"),
        problem::Body, problem::InvalidLink
    ),
    security(())
)]
pub(crate) async fn disown(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<EmailedLink>,
) -> Result<Response, WebError> {
    let link = emailed_link::api::living(body.token, &vestibule, &PURPOSE).await?;
    let is_owner = context.is_from(link.about.user().id).await?;
    let (accounts, client) = (vestibule.accounts(), context.client());
    let disowned = accounts.disown_account(&link.about, &client).await;
    disowned.map_err(|error| refused(error.into()))?;
    let ended = is_owner
        .then(|| logout::api::ended(&vestibule, &context))
        .flatten();
    Ok((ended, StatusCode::NO_CONTENT).into_response())
}

fn refused(error: VerifyEmailError) -> WebError {
    match error {
        VerifyEmailError::InvalidLink => emailed_link::api::invalid_link(),
        VerifyEmailError::WrongPassword => InputErrors::of("password", messages::WRONG_PASSWORD),
        VerifyEmailError::AnotherAccount => WebError::conflict().with_code("another-account"),
        VerifyEmailError::Disabled => InputErrors::of_all(messages::LOGIN_DISABLED),
        VerifyEmailError::Refused(reason) => InputErrors::of_all(reason.into()),
        failed => WebError::from(failed).counted(),
    }
}
