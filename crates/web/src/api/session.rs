use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;
use vestibule_domain::{self as domain, LoggedIn, SessionToken};

use super::{keeping::Keeping, problem};
use crate::{
    CurrentUser, Vestibule,
    json::Json,
    kept::{Account, Session},
};

/// Who is logged in, and since when.
#[derive(Serialize, ToSchema)]
pub(crate) struct CurrentSession {
    account: Account,
    session: Session,
    /// Whether the person proved to know the password a short while ago, as some operations ask.
    password_proved_recently: bool,
    /// Only in an answer that opens or renews a session, for a client that keeps it itself: the
    /// secret to send as `Authorization: Bearer`. There is no other copy of it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "expose")]
    #[schema(value_type = Option<String>, nullable = false)]
    token: Option<SessionToken>,
    /// With the token: what to send as `device` at the next log-in, by which the application is
    /// known again. It opens nothing, and outlives the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    device: Option<String>,
}

/// Who is logged in.
#[utoipa::path(
    get, path = "/session", operation_id = "readSession", tag = "session",
    responses(
        (status = 200, description = "The session", body = CurrentSession),
        problem::LogIn
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn show(user: CurrentUser) -> Response {
    Json(CurrentSession::from((*user).clone())).into_response()
}

/// Answers with a session in the way in which the client keeps it.
pub(crate) fn opened(
    status: StatusCode,
    vestibule: &Vestibule,
    logged_in: LoggedIn,
    keeping: Keeping,
) -> Response {
    match keeping {
        Keeping::Cookie => {
            let cookies = vestibule.start_session(&logged_in);
            let session = CurrentSession::from(logged_in.current.clone());
            (status, cookies, Json(session)).into_response()
        }
        Keeping::Token => {
            let session = CurrentSession {
                token: Some(logged_in.token),
                device: logged_in.device,
                ..CurrentSession::from(logged_in.current)
            };
            (status, Json(session)).into_response()
        }
    }
}

impl From<domain::CurrentUser> for CurrentSession {
    fn from(current: domain::CurrentUser) -> Self {
        Self {
            account: current.user.into(),
            session: current.session.into(),
            password_proved_recently: current.proved_recently,
            token: None,
            device: None,
        }
    }
}

fn expose<S: Serializer>(token: &Option<SessionToken>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = token.as_ref().map(SessionToken::expose);
    text.as_deref().serialize(serializer)
}
