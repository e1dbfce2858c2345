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
/// session comes from the cookie, or from `Authorization: Bearer …` (RFC 6750) if the request has it.
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::get};
/// use vestibule_web::CurrentUser;
///
/// /// Requires a login.
/// async fn basket(user: CurrentUser) -> String {
///     format!("The basket of {}, account {}", user.email, user.id)
/// }
///
/// /// Accepts every request, and knows the user if there is one.
/// async fn front_page(user: Option<CurrentUser>) -> String {
///     match user {
///         Some(user) => format!("Welcome back, {}", user.email),
///         None => "Welcome".to_owned(),
///     }
/// }
///
/// let app: Router = Router::new().route("/", get(front_page)).route("/basket", get(basket));
/// ```
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

/// Middleware that requires a login on all routes of a router, as [`CurrentUser`] does in one handler.
///
/// # Examples
///
/// ```
/// use axum::{Router, middleware::from_fn, routing::get};
/// use vestibule_web::{Vestibule, require_login};
///
/// fn app(accounts: &Vestibule) -> Router {
///     let members = Router::new()
///         .route("/orders", get("Your orders"))
///         .route("/invoices", get("Your invoices"))
///         .route_layer(from_fn(require_login));
///     let public = Router::new().route("/", get("Welcome"));
///     accounts.mount(public.merge(members))
/// }
/// ```
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

/// Redirects to a page of Vestibule, which returns to the current page.
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
