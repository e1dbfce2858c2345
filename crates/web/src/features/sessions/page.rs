use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use uuid::Uuid;
use vestibule_domain::{ManageSessions, SessionId};
use vestibule_templates::{Message, SessionsPage};

use crate::{
    CurrentUser, Flash, Pages, RecentlyAuthenticated, Route, Vestibule, WebError, features::logout,
    request::RequestContext,
};

const OTHERS_REVOKED: Message = Message::new("sessions-others-revoked");
const SESSION_REVOKED: Message = Message::new("sessions-revoked");

/// The number of sessions that the page lists. Only API clients create more than that.
pub(crate) const LATEST: u32 = 100;

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
) -> Result<Response, WebError> {
    let accounts = vestibule.accounts();
    let sessions = accounts.list_sessions(&user, LATEST).await?;
    let most = LATEST as usize;
    let page = SessionsPage::new(&sessions, &user.session, most, accounts.now());
    pages.show(&page).await
}

/// A session of another user gets the same response as one that does not exist.
pub(crate) async fn revoke(
    vestibule: State<Vestibule>,
    user: RecentlyAuthenticated,
    context: RequestContext,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Response, WebError> {
    let Path(id) = id.map_err(|_| WebError::not_found())?;
    let session = SessionId::from_uuid(id);
    if session == user.session.id {
        return logout::page::submit(vestibule, context).await;
    }
    if !vestibule.accounts().revoke_session(&user, session).await? {
        return Err(WebError::not_found());
    }
    Ok(back(&vestibule, SESSION_REVOKED))
}

pub(crate) async fn revoke_others(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    vestibule.accounts().revoke_other_sessions(&user).await?;
    Ok(back(&vestibule, OTHERS_REVOKED))
}

fn back(vestibule: &Vestibule, done: Message) -> Response {
    let list = vestibule.redirect(Route::SESSIONS);
    (Flash::success(done), list).into_response()
}
