use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_domain::{
    AuthService, FieldsError, NewAccount, PlainPassword, RegisterError, Registered,
};

use crate::{
    Vestibule, WebError,
    api::{problem, session_transport::SessionTransport},
    features::{
        register::{self, invitation::SentInvitation},
        sessions::{self, current::OpenedSession},
    },
    input::{errors::InputErrors, form::password, json::Json},
    request::RequestContext,
};

/// A registration.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registration {
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    password: PlainPassword,
    /// The invitation token, if the site requires one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    invitation: SentInvitation,
    /// Additional fields of this site, by name.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    session: SessionTransport,
    /// The `device` of the last response that had a token.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Creates an account.
///
/// Also logs in, unless the user must verify the email address first.
#[utoipa::path(
    post, path = "/account", operation_id = "register", tag = "account",
    request_body = Registration,
    responses(
        (status = 201, body = OpenedSession,
         description = "The account and its first session are created"),
        (status = 202,
         description = "No session: the user must verify the email address first, or the site \
                        does not accept the account yet. If the site hides which addresses have \
                        an account, a taken address gets this answer too"),
        problem::Body, problem::Closed, problem::Values
    ),
    security(())
)]
pub(crate) async fn register(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
    Json(body): Json<Registration>,
) -> Result<Response, WebError> {
    let mut errors = InputErrors::default();
    let email = errors.email(&body.email);
    let (accounts, password) = (vestibule.accounts(), body.password.clone());
    errors
        .new_password(&vestibule, &password, &body.email)
        .await;
    let fields = body.fields.into_iter().collect();
    if email.is_none() || !errors.is_empty() {
        match accounts.check_fields(&fields).await {
            Ok(()) => {}
            Err(FieldsError::Refused(refused)) => errors.add_of_host(refused),
            Err(FieldsError::Unavailable(error)) => return Err(error.into()),
        }
    }
    let email = errors.or(email)?;
    let request = body.session.request(&context, false, body.device);
    let account = NewAccount {
        invitation: body.invitation.token(),
        fields,
        ..NewAccount::new(email, body.password)
    };
    match accounts.register(account, request).await {
        Ok(Registered::EmailSent | Registered::NotYet(_) | Registered::Pending(_)) => {
            Ok(StatusCode::ACCEPTED.into_response())
        }
        Ok(Registered::LoggedIn(logged_in)) => Ok(sessions::current::opened(
            StatusCode::CREATED,
            &vestibule,
            *logged_in,
            body.session,
        )),
        Err(error) => Err(refused(error, password, &body.email).await),
    }
}

async fn refused(error: RegisterError, password: PlainPassword, email: &str) -> WebError {
    match error {
        RegisterError::EmailTaken => InputErrors::of("email", register::EMAIL_TAKEN),
        RegisterError::WeakPassword(reason) => InputErrors::weak(reason, password, email).await,
        RegisterError::Closed => WebError::forbidden().with_code("registration-closed"),
        RegisterError::NotInvited => InputErrors::of("invitation", register::NOT_INVITED),
        RegisterError::Refused(reason) => InputErrors::of_all(reason.into()),
        RegisterError::Fields(errors) => InputErrors::of_host(errors),
        failed => WebError::from(failed).counted(),
    }
}
