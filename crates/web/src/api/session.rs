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
    /// Whether the user authenticated a short while ago, by any method, as some operations demand.
    authenticated_recently: bool,
}

/// A session that has just begun, or goes on under a new token.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedSession {
    #[serde(flatten)]
    current: CurrentSession,
    /// Only for a client that keeps it itself: the secret to send as `Authorization: Bearer`. There
    /// is no other copy of it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "expose")]
    #[schema(
        value_type = Option<String>,
        nullable = false,
        examples("c2VudCBhcyBhIGJlYXJlciB0b2tlbiwgYW5kIG5vdyA")
    )]
    token: Option<SessionToken>,
    /// With the token: what to send as `device` at the next log-in, by which the application is
    /// known again. It opens nothing, and outlives the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
    /// Whether the account was due for deletion. This login cancelled that.
    cancelled_deletion: bool,
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
            let opened = OpenedSession {
                current: logged_in.current.clone().into(),
                token: None,
                device: None,
                cancelled_deletion: logged_in.cancelled_deletion,
            };
            (status, cookies, Json(opened)).into_response()
        }
        Keeping::Token => {
            let opened = OpenedSession {
                current: logged_in.current.into(),
                token: Some(logged_in.token),
                device: logged_in.device,
                cancelled_deletion: logged_in.cancelled_deletion,
            };
            (status, Json(opened)).into_response()
        }
    }
}

impl From<domain::CurrentUser> for CurrentSession {
    fn from(current: domain::CurrentUser) -> Self {
        Self {
            account: current.user.into(),
            session: current.session.into(),
            authenticated_recently: current.authenticated_recently,
        }
    }
}

fn expose<S: Serializer>(token: &Option<SessionToken>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = token.as_ref().map(SessionToken::expose);
    text.as_deref().serialize(serializer)
}
