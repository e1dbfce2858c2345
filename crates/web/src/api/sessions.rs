use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_domain::{ManageSessions, SessionId};

use super::{log_out, problem};
use crate::{
    CurrentUser, RecentlyAuthenticated, Vestibule, WebError, json::Json, kept::Session,
    pages::sessions::LATEST, visit::Visit,
};

/// Where a person is logged in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// The latest seen first.
    sessions: Vec<ListedSession>,
}

/// One of them.
#[derive(Serialize, ToSchema)]
pub(crate) struct ListedSession {
    #[serde(flatten)]
    session: Session,
    /// Whether it is the one that asks.
    is_current: bool,
}

/// Lists the sessions of whoever is logged in.
///
/// It is the 100 that were seen last, and the one that asks; the rest is in the export.
#[utoipa::path(
    get, path = "/sessions", operation_id = "listSessions", tag = "session",
    responses(
        (status = 200, description = "Those that live", body = Sessions),
        problem::LogIn
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn list(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
) -> Result<Response, WebError> {
    let sessions = vestibule.accounts().list_sessions(&user, LATEST).await?;
    let listed = sessions.into_iter().map(|session| ListedSession {
        is_current: session.id == user.session.id,
        session: session.into(),
    });
    let sessions = listed.collect();
    Ok(Json(Sessions { sessions }).into_response())
}

/// Ends a session.
///
/// Another person's is as unknown as one that does not exist.
#[utoipa::path(
    delete, path = "/sessions/{id}", operation_id = "revokeSession", tag = "session",
    params(("id" = Uuid, Path, description = "As it is in the list")),
    responses(
        (status = 204, description = "It has ended"),
        (status = 404, description = "The person has no such session", body = problem::Problem,
         content_type = "application/problem+json",
         example = json!({ "type": "about:blank", "title": "Not Found", "status": 404 })),
        problem::LogIn, problem::Proof
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn revoke(
    vestibule: State<Vestibule>,
    user: RecentlyAuthenticated,
    visit: Visit,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Response, WebError> {
    let Path(id) = id.map_err(|_| WebError::not_found())?;
    let session = SessionId::from_uuid(id);
    if session == user.session.id {
        return log_out::log_out(vestibule, visit).await;
    }
    match vestibule.accounts().revoke_session(&user, session).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(WebError::not_found()),
    }
}

/// Ends all sessions but the one that asks.
#[utoipa::path(
    delete, path = "/sessions/others", operation_id = "revokeOtherSessions", tag = "session",
    responses(
        (status = 204, description = "There are no others any more"),
        problem::LogIn, problem::Proof
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn revoke_others(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<StatusCode, WebError> {
    vestibule.accounts().revoke_other_sessions(&user).await?;
    Ok(StatusCode::NO_CONTENT)
}
