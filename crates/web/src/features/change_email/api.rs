use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{ChangeEmail, PlainPassword};
use vestibule_templates::Message;

use crate::{
    CurrentUser, Vestibule, WebError,
    api::problem,
    features::{
        change_email,
        reauthenticate::{self, api::try_beside, page::reauthenticate_once},
    },
    input::{errors::InputErrors, form::password, json::Json},
};

const NO_EMAIL_CHANGE: Message = Message::new("change-email-no-mail");

/// A change of the email address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmailChange {
    #[schema(format = "email", examples("alice@example.org"))]
    email: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// Requests a change of the email address.
///
/// The account gets the new address when its owner opens the emailed link. The answer is the same
/// for an address that another account has.
#[utoipa::path(
    post, path = "/email-change", operation_id = "changeEmail", tag = "email",
    request_body = EmailChange,
    responses(
        (status = 202, description = "An email goes to the new address and another one to the current address"),
        problem::Body, problem::Login, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn ask(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    Json(body): Json<EmailChange>,
) -> Result<StatusCode, WebError> {
    if !vestibule.parts().settings.sends_email {
        return Err(InputErrors::of_all(NO_EMAIL_CHANGE));
    }
    let mut errors = InputErrors::default();
    let email = errors.email(&body.email);
    if email.as_ref() == Some(&user.email) {
        errors.add(Some("email"), change_email::SAME_EMAIL);
    }
    errors.missing("current_password", &body.current_password);
    try_beside(&mut errors, &vestibule, &user, &body.current_password).await?;
    let email = errors.or(email)?;
    let proven = reauthenticate_once(&vestibule, &user, body.current_password).await;
    let by = proven.map_err(reauthenticate::api::refused)?;
    let asked = vestibule.accounts().change_email(&by, &email).await;
    asked.map_err(reauthenticate::api::refused)?;
    Ok(StatusCode::ACCEPTED)
}
