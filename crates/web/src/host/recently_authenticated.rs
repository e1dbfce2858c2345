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
/// ```
/// use axum::response::Redirect;
/// use vestibule_web::RecentlyAuthenticated;
///
/// async fn give_the_shop_away(owner: RecentlyAuthenticated) -> Redirect {
///     println!("{} leaves", owner.email);
///     Redirect::to("/")
/// }
/// ```
///
/// Without a recent login, a browser is redirected to a page that asks for the password. From
/// there it returns to the page that it requested, or to the page whose form it sent. An API
/// client gets 403 with a problem document. An unauthenticated request is answered as by
/// [`CurrentUser`].
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

/// Protects a whole router as [`RecentlyAuthenticated`] does a handler.
///
/// ```
/// use axum::{Router, middleware::from_fn, routing::get};
/// use vestibule_web::require_recent_log_in;
///
/// let vault: Router = Router::new()
///     .route("/vault", get("the family silver"))
///     .route_layer(from_fn(require_recent_log_in));
/// ```
pub async fn require_recent_log_in(
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
