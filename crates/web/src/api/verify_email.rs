use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{LinkPurpose, PlainPassword, VerifyEmail, VerifyEmailError};

use super::{
    keeping::Keeping,
    link::{self, MailedLink},
    log_out, problem,
    session::{self, OpenedSession},
};
use crate::{
    CurrentUser, Vestibule, WebError, form::password, json::Json, link::SentLink,
    mistakes::Mistakes, pages::messages, visit::Visit,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::VerifyEmail];

/// A link that proves an address, and the password of its account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerifyingLogIn {
    token: SentLink,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    password: PlainPassword,
    #[serde(default)]
    session: Keeping,
    /// What the last answer with a token gave as `device`.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Proves the address of whoever is logged in.
#[utoipa::path(
    post, path = "/email-verification/confirmation", operation_id = "verifyEmail", tag = "email",
    request_body = MailedLink,
    responses(
        (status = 204, description = "The address is proven"),
        (status = 409, description = "The link belongs to another account", body = problem::Problem,
         content_type = "application/problem+json",
         example = json!({ "type": "about:blank", "title": "Conflict", "status": 409,
                           "code": "another-account" })),
        problem::Body, problem::LogIn, problem::DeadLink
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn verify(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    Json(body): Json<MailedLink>,
) -> Result<StatusCode, WebError> {
    let link = link::living(body.token, &vestibule, &PURPOSE).await?;
    let verified = vestibule.accounts().verify_email(&user, &link.about).await;
    verified.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Proves the address of whoever knows the password too, and logs in.
#[utoipa::path(
    post, path = "/email-verification/session", operation_id = "verifyEmailAndLogIn", tag = "email",
    request_body = VerifyingLogIn,
    responses(
        (status = 201, body = OpenedSession,
         description = "The address is proven, and this is the session"),
        problem::Body, problem::DeadLink, problem::Values
    ),
    security(())
)]
pub(crate) async fn log_in(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<VerifyingLogIn>,
) -> Result<Response, WebError> {
    let link = link::living(body.token, &vestibule, &PURPOSE).await?;
    let mut mistakes = Mistakes::default();
    mistakes.missing("password", &body.password);
    mistakes.or(Some(()))?;
    let request = body.session.request(&visit, false, body.device);
    let accounts = vestibule.accounts();
    let logged_in = accounts.verify_email_and_log_in(&link.about, body.password, request);
    let logged_in = logged_in.await.map_err(refused)?;
    let status = StatusCode::CREATED;
    Ok(session::opened(status, &vestibule, logged_in, body.session))
}

/// Deletes an account that somebody else made with one's address.
///
/// It needs the link that was mailed there, and that nobody proved the address so far.
#[utoipa::path(
    post, path = "/email-verification/disavowal", operation_id = "disownAccount", tag = "email",
    request_body = MailedLink,
    responses(
        (status = 204, description = "The account is gone"),
        problem::Body, problem::DeadLink
    ),
    security(())
)]
pub(crate) async fn disown(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<MailedLink>,
) -> Result<Response, WebError> {
    let link = link::living(body.token, &vestibule, &PURPOSE).await?;
    let is_owner = visit.is_by(link.about.user().id).await?;
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let disowned = accounts.disown_account(&link.about, &client).await;
    disowned.map_err(|error| refused(error.into()))?;
    let ended = is_owner
        .then(|| log_out::ended(&vestibule, &visit))
        .flatten();
    Ok((ended, StatusCode::NO_CONTENT).into_response())
}

fn refused(error: VerifyEmailError) -> WebError {
    match error {
        VerifyEmailError::DeadLink => link::dead(),
        VerifyEmailError::WrongPassword => Mistakes::of("password", messages::WRONG_PASSWORD),
        VerifyEmailError::AnotherAccount => WebError::conflict().with_code("another-account"),
        VerifyEmailError::Disabled => Mistakes::of_all(messages::LOG_IN_DISABLED),
        VerifyEmailError::Refused(reason) => Mistakes::of_all(reason.into()),
        VerifyEmailError::TooManyAttempts(error) => WebError::account_limit(error),
        VerifyEmailError::Hashing(error) => error.into(),
        VerifyEmailError::Unavailable(error) => error.into(),
    }
}
