use std::ops::Deref;

use axum::{
    extract::{FromRequestParts, Request},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Response},
};
use vestibule_domain as domain;

use crate::{CurrentUser, Route, WebError, current_user::detour, visit::Visit};

/// A [`CurrentUser`] who authenticated a short while ago, by any method, for sensitive actions: a
/// person who sits down at a browser that was left open must not get there (OWASP ASVS 5.0, 7.5.1).
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
/// A browser is sent to a page that asks for the password, and comes back afterwards: to the
/// page that it asked for, or to the one whose form it sent. Anything else gets 403 with a
/// problem document. Whoever is not logged in is treated as by [`CurrentUser`].
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
        let visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(WebError::into_response)?;
        Err(must_reauthenticate(&visit))
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

fn must_reauthenticate(visit: &Visit) -> Response {
    if visit.accepts_html() {
        return detour(Route::ConfirmPassword, visit).into_response();
    }
    let page = visit.vestibule().path(Route::ConfirmPassword);
    let needed = format!("The user must authenticate once more, at {page}.");
    let refused = WebError::forbidden().with_detail(needed);
    refused.with_code("reauthenticate").into_response()
}
