use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{ChangeEmail, PlainPassword};

use super::{
    confirm_password::{self, try_beside},
    problem,
};
use crate::{
    CurrentUser, Vestibule, WebError,
    form::password,
    json::Json,
    mistakes::Mistakes,
    pages::{confirm_password::prove, messages},
};

/// Another address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmailChange {
    #[schema(format = "email", examples("alice@example.org"))]
    email: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    current_password: PlainPassword,
}

/// Asks for another address.
///
/// It becomes the person's when it has proven itself. One that is taken is answered like any
/// other.
#[utoipa::path(
    post, path = "/email-change", operation_id = "changeEmail", tag = "email",
    request_body = EmailChange,
    responses(
        (status = 202, description = "A mail goes to the new address, and one to the old"),
        problem::Body, problem::LogIn, problem::Values
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn ask(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    Json(body): Json<EmailChange>,
) -> Result<StatusCode, WebError> {
    if !vestibule.parts().settings.sends_mail {
        return Err(Mistakes::of_all(messages::NO_EMAIL_CHANGE));
    }
    let mut mistakes = Mistakes::default();
    let email = mistakes.email(&body.email);
    if email.as_ref() == Some(&user.email) {
        mistakes.add(Some("email"), messages::SAME_EMAIL);
    }
    mistakes.missing("current_password", &body.current_password);
    try_beside(&mut mistakes, &vestibule, &user, &body.current_password).await?;
    let email = mistakes.or(email)?;
    let proven = prove(&vestibule, &user, body.current_password).await;
    let by = proven.map_err(confirm_password::refused)?;
    let asked = vestibule.accounts().change_email(&by, &email).await;
    asked.map_err(confirm_password::refused)?;
    Ok(StatusCode::ACCEPTED)
}
