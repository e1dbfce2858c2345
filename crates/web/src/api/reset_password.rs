use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_domain::{LinkPurpose, PlainPassword, ResetPassword, ResetPasswordError};

use super::{keeping::Keeping, link, log_out, problem};
use crate::{
    Vestibule, WebError, form::password, json::Json, link::SentLink, mistakes::Mistakes,
    visit::Visit,
};

/// Whoever has the mailbox may choose a password, for whatever reason they got the mail.
const PURPOSES: [LinkPurpose; 2] = [LinkPurpose::ResetPassword, LinkPurpose::VerifyEmail];

/// A new password, by a mailed link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordReset {
    token: SentLink,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("a staple of another kind"))]
    password: PlainPassword,
    /// How the client keeps sessions, and so its `device`.
    #[serde(default)]
    session: Keeping,
    /// What the last answer with a token gave as `device`.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// By what the application is known again.
#[derive(Serialize, ToSchema)]
pub(crate) struct KnownDevice {
    /// What to send as `device` at the next log-in; only for a client that keeps sessions itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Chooses a new password by a mailed link.
///
/// All sessions end, and nobody is logged in by it.
#[utoipa::path(
    post, path = "/password-reset/confirmation", operation_id = "resetPassword", tag = "password",
    request_body = PasswordReset,
    responses(
        (status = 200, description = "The password is the new one", body = KnownDevice),
        problem::Body, problem::DeadLink, problem::Values
    ),
    security(())
)]
pub(crate) async fn reset(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<PasswordReset>,
) -> Result<Response, WebError> {
    let link = link::living(body.token, &vestibule, &PURPOSES).await?;
    let (keeping, new) = (body.session, body.password.clone());
    let is_owner = visit.is_by(link.about.user().id).await?;
    let device = match keeping {
        Keeping::Cookie => visit.device(),
        Keeping::Token => body.device.as_deref(),
    };
    let (accounts, client) = (vestibule.accounts(), visit.client());
    let reset = accounts.reset_password(&link.about, body.password, &client, device);
    match reset.await {
        Ok(device) => {
            let ended = is_owner
                .then(|| log_out::ended(&vestibule, &visit))
                .flatten();
            Ok((ended, known(&vestibule, device, keeping)).into_response())
        }
        Err(error) => Err(refused(error, new, link.email()).await),
    }
}

fn known(vestibule: &Vestibule, device: String, keeping: Keeping) -> Response {
    match keeping {
        Keeping::Cookie => {
            let cookie = vestibule.parts().device_cookie.keep(device);
            (cookie, Json(KnownDevice { device: None })).into_response()
        }
        Keeping::Token => {
            let device = Some(device);
            Json(KnownDevice { device }).into_response()
        }
    }
}

async fn refused(error: ResetPasswordError, new: PlainPassword, email: &str) -> WebError {
    match error {
        ResetPasswordError::DeadLink => link::dead(),
        ResetPasswordError::WeakPassword(reason) => Mistakes::weak(reason, new, email).await,
        ResetPasswordError::Hashing(error) => error.into(),
        ResetPasswordError::Unavailable(error) => error.into(),
    }
}
