use std::ops::Deref;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use vestibule_domain as domain;

use crate::{Route, WebError, visit::Visit};

/// The person who makes the request. As an extractor it rejects everybody who is not logged
/// in; `Option<CurrentUser>` does not. It reads as the [`User`](domain::User).
///
/// A browser is sent to the log-in page and comes back afterwards; anything else gets 401. The
/// session is the one of the cookie, or of `Authorization: Bearer …` where that is sent.
#[derive(Clone, Debug)]
pub struct CurrentUser(domain::CurrentUser);

impl Deref for CurrentUser {
    type Target = domain::CurrentUser;

    fn deref(&self) -> &domain::CurrentUser {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentUser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(WebError::into_response)?;
        match visit.current_user().await {
            Ok(Some(current)) => Ok(Self(current.clone())),
            Ok(None) => Err(must_log_in(&visit)),
            Err(unavailable) => Err(WebError::from(unavailable).into_response()),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for CurrentUser {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, WebError> {
        let visit = Visit::from_request_parts(parts, state).await?;
        Ok(visit.current_user().await?.cloned().map(Self))
    }
}

/// Protects a whole router: `.route_layer(axum::middleware::from_fn(require_login))`.
pub async fn require_login(_: CurrentUser, request: Request, next: Next) -> Response {
    next.run(request).await
}

pub(crate) fn must_log_in(visit: &Visit) -> Response {
    if visit.accepts_html() {
        detour(Route::LogIn, visit).into_response()
    } else {
        WebError::unauthenticated().into_response()
    }
}

/// To one of our pages, which leads back to where the visitor is.
pub(crate) fn detour(route: Route, visit: &Visit) -> Redirect {
    let path = visit.vestibule().path(route);
    let Some(next) = visit.way_back() else {
        return Redirect::to(&path);
    };
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next.as_str())
        .finish();
    Redirect::to(&format!("{path}?{query}"))
}
