use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use uuid::Uuid;
use vestibule_domain::{ManageSessions, SessionId};
use vestibule_templates::{Phrase, SessionsPage};

use super::{log_out, messages};
use crate::{
    CurrentUser, Flash, Pages, RecentlyAuthenticated, Route, Vestibule, WebError, visit::Visit,
};

/// Nobody has so many browsers; whoever logs in by a program may have.
pub(crate) const LATEST: u32 = 100;

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    user: CurrentUser,
    pages: Pages,
) -> Result<Response, WebError> {
    let sessions = vestibule.accounts().list_sessions(&user, LATEST).await?;
    pages
        .show(&SessionsPage::new(
            &sessions,
            &user.session,
            LATEST as usize,
        ))
        .await
}

/// Another person's session is as unknown as one that does not exist.
pub(crate) async fn revoke(
    vestibule: State<Vestibule>,
    user: RecentlyAuthenticated,
    visit: Visit,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Response, WebError> {
    let Path(id) = id.map_err(|_| WebError::not_found())?;
    let session = SessionId::from_uuid(id);
    if session == user.session.id {
        return log_out::submit(vestibule, visit).await;
    }
    if !vestibule.accounts().revoke_session(&user, session).await? {
        return Err(WebError::not_found());
    }
    Ok(back(&vestibule, messages::SESSION_REVOKED))
}

pub(crate) async fn revoke_others(
    State(vestibule): State<Vestibule>,
    user: RecentlyAuthenticated,
) -> Result<Response, WebError> {
    vestibule.accounts().revoke_other_sessions(&user).await?;
    Ok(back(&vestibule, messages::OTHERS_REVOKED))
}

fn back(vestibule: &Vestibule, done: Phrase) -> Response {
    let list = vestibule.redirect(Route::Sessions);
    (Flash::success(done), list).into_response()
}
