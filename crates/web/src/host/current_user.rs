use std::ops::Deref;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use vestibule_domain as domain;

use crate::{Route, WebError, request::RequestContext};

/// Extractor of the authenticated user. It rejects unauthenticated requests;
/// `Option<CurrentUser>` does not. It dereferences to [`User`](domain::User).
///
/// A browser is redirected to the login page and returns after login; other clients get 401. The
/// session comes from the cookie, or from `Authorization: Bearer …` if the request has it.
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
        let context = RequestContext::from_request_parts(parts, state)
            .await
            .map_err(WebError::into_response)?;
        match context.current_user().await {
            Ok(Some(current)) => Ok(Self(current.clone())),
            Ok(None) => Err(must_log_in(&context)),
            Err(unavailable) => Err(WebError::from(unavailable).into_response()),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for CurrentUser {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, WebError> {
        let context = RequestContext::from_request_parts(parts, state).await?;
        Ok(context.current_user().await?.cloned().map(Self))
    }
}

/// Protects a whole router: `.route_layer(axum::middleware::from_fn(require_login))`.
pub async fn require_login(_: CurrentUser, request: Request, next: Next) -> Response {
    next.run(request).await
}

pub(crate) fn must_log_in(context: &RequestContext) -> Response {
    if context.accepts_html() {
        detour(Route::LOG_IN, context).into_response()
    } else {
        WebError::unauthenticated().into_response()
    }
}

/// To one of our pages, which leads back to where the visitor is.
pub(crate) fn detour(route: Route, context: &RequestContext) -> Redirect {
    let path = context.vestibule().path(route);
    let Some(next) = context.way_back() else {
        return Redirect::to(&path);
    };
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next.as_str())
        .finish();
    Redirect::to(&format!("{path}?{query}"))
}
