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

use super::{
    keeping::Keeping,
    problem,
    session::{self, OpenedSession},
};
use crate::{
    Vestibule, WebError, form::password, invitation::SentInvitation, json::Json,
    mistakes::Mistakes, pages::messages, visit::Visit,
};

/// Somebody new.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registration {
    #[schema(format = "email", examples("alice@example.com"))]
    email: String,
    #[serde(deserialize_with = "password")]
    #[schema(value_type = String, format = Password, examples("correct horse battery"))]
    password: PlainPassword,
    /// The secret of an invitation, where one is needed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    invitation: SentInvitation,
    /// What this site asks for besides, by the names of its fields.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    session: Keeping,
    /// What the last answer with a token gave as `device`.
    #[schema(examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
}

/// Creates an account.
///
/// It logs in where the address needs no proof first.
#[utoipa::path(
    post, path = "/account", operation_id = "register", tag = "account",
    request_body = Registration,
    responses(
        (status = 201, body = OpenedSession,
         description = "There is an account, and its first session"),
        (status = 202,
         description = "The rest is in a mail: the address must be proven first. Where strangers \
                        may not learn who has an account, it is the answer for one that has, \
                        too. Or there is an account that the site does not let in yet"),
        problem::Body, problem::Closed, problem::Values
    ),
    security(())
)]
pub(crate) async fn register(
    State(vestibule): State<Vestibule>,
    visit: Visit,
    Json(body): Json<Registration>,
) -> Result<Response, WebError> {
    let mut mistakes = Mistakes::default();
    let email = mistakes.email(&body.email);
    let (accounts, password) = (vestibule.accounts(), body.password.clone());
    mistakes
        .new_password(&vestibule, &password, &body.email)
        .await;
    let fields = body.fields.into_iter().collect();
    if email.is_none() || !mistakes.is_empty() {
        match accounts.check_fields(&fields).await {
            Ok(()) => {}
            Err(FieldsError::Refused(refused)) => mistakes.add_of_host(refused),
            Err(FieldsError::Unavailable(error)) => return Err(error.into()),
        }
    }
    let email = mistakes.or(email)?;
    let request = body.session.request(&visit, false, body.device);
    let account = NewAccount {
        invitation: body.invitation.token(),
        fields,
        ..NewAccount::new(email, body.password)
    };
    match accounts.register(account, request).await {
        Ok(Registered::MailSent | Registered::NotYet(_)) => {
            Ok(StatusCode::ACCEPTED.into_response())
        }
        Ok(Registered::LoggedIn(logged_in)) => Ok(session::opened(
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
        RegisterError::EmailTaken => Mistakes::of("email", messages::EMAIL_TAKEN),
        RegisterError::WeakPassword(reason) => Mistakes::weak(reason, password, email).await,
        RegisterError::Closed => WebError::forbidden().with_code("registration-closed"),
        RegisterError::NotInvited => Mistakes::of("invitation", messages::NOT_INVITED),
        RegisterError::Refused(reason) => Mistakes::of_all(reason.into()),
        RegisterError::Fields(mistakes) => Mistakes::of_host(mistakes),
        RegisterError::TooManyAttempts(error) => WebError::account_limit(error),
        RegisterError::Hashing(error) => error.into(),
        RegisterError::Unavailable(error) => error.into(),
    }
}
