use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_domain::{LinkPurpose, PlainPassword, ResetPassword, ResetPasswordError};

use crate::{
    Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    emailed_link::{self, sent::SentLink},
    features::logout,
    input::{errors::InputErrors, form::password, json::Json},
    request::RequestContext,
};

/// The links that permit a new password: each proves access to the mailbox.
const PURPOSES: [LinkPurpose; 2] = [LinkPurpose::ResetPassword, LinkPurpose::VerifyEmail];

/// A new password and the token of an emailed link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordReset {
    token: SentLink,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("a staple of another kind"))]
    password: PlainPassword,
    /// How the client keeps sessions, and so its `device`.
    #[serde(default)]
    session: SessionTransport,
    /// The `device` of the last response that had a token.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// The identifier of a known device.
#[derive(Serialize, ToSchema)]
pub(crate) struct KnownDevice {
    /// Send it as `device` with the next login. Only for a client that keeps session tokens itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Sets a new password with an emailed link.
///
/// All sessions of the account are revoked, and no new one begins.
#[utoipa::path(
    post, path = "/password-reset/confirmation", operation_id = "resetPassword", tag = "password",
    request_body = PasswordReset,
    responses(
        (status = 200, description = "The password is changed", body = KnownDevice),
        problem::Body, problem::InvalidLink, problem::Values
    ),
    security(())
)]
pub(crate) async fn reset(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<PasswordReset>,
) -> Result<Response, WebError> {
    let link = emailed_link::api::living(body.token, &vestibule, &PURPOSES).await?;
    let (transport, new) = (body.session, body.password.clone());
    let is_owner = context.is_from(link.about.user().id).await?;
    let device = match transport {
        SessionTransport::Cookie => context.device(),
        SessionTransport::Token => body.device.as_deref(),
    };
    let (accounts, client) = (vestibule.accounts(), context.client());
    let reset = accounts.reset_password(&link.about, body.password, &client, device);
    match reset.await {
        Ok(device) => {
            let ended = is_owner
                .then(|| logout::api::ended(&vestibule, &context))
                .flatten();
            Ok((ended, known(&vestibule, device, transport)).into_response())
        }
        Err(error) => Err(refused(error, new, link.email()).await),
    }
}

fn known(vestibule: &Vestibule, device: String, transport: SessionTransport) -> Response {
    match transport {
        SessionTransport::Cookie => {
            let cookie = vestibule.parts().device_cookie.keep(device);
            (cookie, Json(KnownDevice { device: None })).into_response()
        }
        SessionTransport::Token => {
            let device = Some(device);
            Json(KnownDevice { device }).into_response()
        }
    }
}

async fn refused(error: ResetPasswordError, new: PlainPassword, email: &str) -> WebError {
    match error {
        ResetPasswordError::InvalidLink => emailed_link::api::invalid_link(),
        ResetPasswordError::WeakPassword(reason) => InputErrors::weak(reason, new, email).await,
        failed => failed.into(),
    }
}
