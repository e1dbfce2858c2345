use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_domain::{ManageSessions, SessionId};

use crate::{
    CurrentUser, RecentlyAuthenticated, Vestibule, WebError,
    api::problem,
    features::{
        logout,
        sessions::{page::LATEST, resource::Session},
    },
    input::json::Json,
    render::problem::Problem,
    request::RequestContext,
};

/// The sessions of a user.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// Sessions, the last used first.
    sessions: Vec<ListedSession>,
}

/// A session in the list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ListedSession {
    #[serde(flatten)]
    session: Session,
    /// Whether it is the session of this request.
    is_current: bool,
}

/// Lists the sessions of the authenticated user.
///
/// The list has the current session and the 100 that were used last; the export has the rest.
#[utoipa::path(
    get, path = "/sessions", operation_id = "listSessions", tag = "session",
    responses(
        (status = 200, description = "The valid sessions", body = Sessions),
        problem::Login
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

/// Revokes a session.
///
/// The session of another user gets the same answer as one that does not exist.
#[utoipa::path(
    delete, path = "/sessions/{id}", operation_id = "revokeSession", tag = "session",
    params(("id" = Uuid, Path, description = "The `id` of the session in the list")),
    responses(
        (status = 204, description = "The session is revoked"),
        (status = 404, description = "The user has no such session", body = Problem,
         content_type = "application/problem+json",
         example = json!({ "type": "about:blank", "title": "Not Found", "status": 404 })),
        problem::Login, problem::Proof
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub(crate) async fn revoke(
    vestibule: State<Vestibule>,
    user: RecentlyAuthenticated,
    context: RequestContext,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Response, WebError> {
    let Path(id) = id.map_err(|_| WebError::not_found())?;
    let session = SessionId::from_uuid(id);
    if session == user.session.id {
        return logout::api::log_out(vestibule, context).await;
    }
    match vestibule.accounts().revoke_session(&user, session).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(WebError::not_found()),
    }
}

/// Revokes all sessions except the one of this request.
#[utoipa::path(
    delete, path = "/sessions/others", operation_id = "revokeOtherSessions", tag = "session",
    responses(
        (status = 204, description = "All other sessions are revoked"),
        problem::Login, problem::Proof
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
