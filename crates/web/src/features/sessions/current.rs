use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;
use vestibule_domain::{self as domain, LoggedIn, SessionToken};

use crate::{
    CurrentUser, Vestibule,
    api::{problem, session_transport::SessionTransport},
    features::{account::resource::Account, sessions::resource::Session},
    input::json::Json,
};

/// The authenticated user and the current session.
#[derive(Serialize, ToSchema)]
pub(crate) struct CurrentSession {
    account: Account,
    session: Session,
    /// Whether the session has a recent login, by any method, as some operations require.
    authenticated_recently: bool,
}

/// A new session, or a session with a new token.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedSession {
    #[serde(flatten)]
    current: CurrentSession,
    /// The token to send as `Authorization: Bearer`, only for a client that stores it itself. No
    /// later response has it again.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "expose")]
    #[schema(
        value_type = Option<String>,
        nullable = false,
        examples("c2VudCBhcyBhIGJlYXJlciB0b2tlbiwgYW5kIG5vdyA")
    )]
    token: Option<SessionToken>,
    /// Only with `token`: send it as `device` with the next login, to identify the application as
    /// known. It is not a credential. Keep it when the session ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("a25vd24gYWdhaW4"))]
    device: Option<String>,
    /// Whether this login cancelled a scheduled deletion of the account.
    cancelled_deletion: bool,
}

/// Returns the authenticated user and the current session.
#[utoipa::path(
    get, path = "/session", operation_id = "readSession", tag = "session",
    responses(
        (status = 200, description = "The session", body = CurrentSession),
        problem::Login
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn show(user: CurrentUser) -> Response {
    Json(CurrentSession::from((*user).clone())).into_response()
}

/// Returns a session in the transport that the client chose.
pub(crate) fn opened(
    status: StatusCode,
    vestibule: &Vestibule,
    logged_in: LoggedIn,
    transport: SessionTransport,
) -> Response {
    match transport {
        SessionTransport::Cookie => {
            let cookies = vestibule.start_session(&logged_in);
            let opened = OpenedSession {
                current: logged_in.current.clone().into(),
                token: None,
                device: None,
                cancelled_deletion: logged_in.cancelled_deletion,
            };
            (status, cookies, Json(opened)).into_response()
        }
        SessionTransport::Token => {
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
