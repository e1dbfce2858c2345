//! The operations of the pages for API clients: single-page and mobile applications.
//!
//! Each operation belongs to a route of the pages and shares its rate limits. It is left out
//! together with that route: an application that closes registration closes it here too.

use axum::{
    Extension, Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
    routing::get,
};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};

use self::document::Description;
use crate::{
    Vestibule,
    feature::{Feature, Operation},
    features,
    http::network_limits::limit,
    request::RequestContext,
};

mod document;
mod example;
pub(crate) mod origin;
pub(crate) mod problem;
mod reference;
pub(crate) mod session_transport;
pub(crate) mod time;

/// Where the interface is, below the prefix of the pages. What breaks a client gets another number.
const BASE: &str = "/api/v1";

/// The API, its description, and a page to read that.
pub(crate) fn router(vestibule: &Vestibule) -> Router<Vestibule> {
    let operations = operations(vestibule)
        .map(|operation| Router::from(OpenApiRouter::new().routes(operation)))
        .fold(Router::new(), Router::merge);
    let description = Router::new()
        .route(document::NAME, get(document::show))
        .route("/docs", get(reference::show))
        .layer(Extension(Description::default()));
    let described = operations.merge(description);
    let base = vestibule.parts().settings.paths.prefix.with(BASE);
    Router::new().nest(&base, described.layer(from_fn(around)))
}

/// Those that the host did not leave out, one after the other: with its part of the description,
/// each takes more memory than it needs to work.
fn operations(vestibule: &Vestibule) -> impl Iterator<Item = UtoipaMethodRouter<Vestibule>> {
    let without = &vestibule.parts().settings.without;
    let is_there = |operation: &Operation| operation.route.is_none_or(|r| !without.contains(&r));
    features::ALL.iter().flat_map(move |feature| {
        let operations = feature.operations.iter().filter(move |o| is_there(o));
        operations.map(|operation| limited(feature, operation, vestibule))
    })
}

fn limited(
    feature: &Feature,
    operation: &Operation,
    vestibule: &Vestibule,
) -> UtoipaMethodRouter<Vestibule> {
    let pages = feature.pages.iter();
    let mut page = pages.filter(|page| Some(page.route) == operation.route);
    let limits = page.next().map_or(&[][..], |page| page.limits);
    let described = (operation.described)();
    limits.iter().fold(described, |described, attempt| {
        described.layer(from_fn_with_state((vestibule.clone(), *attempt), limit))
    })
}

/// API responses are for one client at one moment, so they are not cached.
async fn around(context: RequestContext, request: Request, next: Next) -> Response {
    context.answer_with_json();
    let mut answer = next.run(request).await;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    answer
}
