use std::ops::Deref;

use axum::{
    extract::{FromRequestParts, Request},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Response},
};
use vestibule_domain as domain;

use crate::{CurrentUser, Route, WebError, host::current_user::detour, request::RequestContext};

/// A [`CurrentUser`] with a recent login, by any method. Use it for sensitive operations: another
/// person at a browser that was left open must not reach them (OWASP ASVS 5.0, 7.5.1).
///
/// Without a recent login, a browser is redirected to a page that asks for the password. From
/// there it returns to the page that it requested, or to the page whose form it sent. An API
/// client gets 403 with a problem document (RFC 9457). An unauthenticated request is answered as by
/// [`CurrentUser`].
///
/// # Examples
///
/// ```
/// use axum::response::Redirect;
/// use vestibule_web::{Flash, RecentlyAuthenticated};
///
/// async fn close_shop(owner: RecentlyAuthenticated) -> (Flash, Redirect) {
///     // Delete what belongs to owner.id.
///     (Flash::success("Your shop is closed."), Redirect::to("/"))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct RecentlyAuthenticated(domain::RecentlyAuthenticated);

impl Deref for RecentlyAuthenticated {
    type Target = domain::RecentlyAuthenticated;

    fn deref(&self) -> &domain::RecentlyAuthenticated {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RecentlyAuthenticated {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let user = <CurrentUser as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        if let Some(recent) = user.recently_authenticated() {
            return Ok(Self(recent));
        }
        let context = RequestContext::from_request_parts(parts, state)
            .await
            .map_err(WebError::into_response)?;
        Err(must_reauthenticate(&context))
    }
}

/// Middleware that requires a recent login on all routes of a router, as [`RecentlyAuthenticated`] does in
/// one handler.
///
/// # Examples
///
/// ```
/// use axum::{Router, middleware::from_fn, routing::get};
/// use vestibule_web::require_recent_login;
///
/// let payments: Router = Router::new()
///     .route("/payments/cards", get("Your cards"))
///     .route_layer(from_fn(require_recent_login));
/// ```
pub async fn require_recent_login(
    _: RecentlyAuthenticated,
    request: Request,
    next: Next,
) -> Response {
    next.run(request).await
}

fn must_reauthenticate(context: &RequestContext) -> Response {
    if context.accepts_html() {
        return detour(Route::CONFIRM_PASSWORD, context).into_response();
    }
    let page = context.vestibule().path(Route::CONFIRM_PASSWORD);
    let needed = format!("The user must authenticate once more, at {page}.");
    let refused = WebError::forbidden().with_detail(needed);
    refused.with_code("reauthenticate").into_response()
}
