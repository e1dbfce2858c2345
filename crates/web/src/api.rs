//! The intentions of the pages for programs: single-page and mobile applications.
//!
//! Each operation belongs to a route of the pages, has its limits, and is left out with it: a
//! host that closed registration closed it here too.

use axum::{
    Extension, Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
    routing::get,
};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt},
    routes,
};

use self::document::Description;
use crate::{Route, Vestibule, network_limits::limit, visit::Visit};

mod account;
mod activity;
mod change_email;
mod change_password;
mod confirm_email_change;
mod confirm_password;
mod document;
mod example;
mod export;
mod forgot_password;
mod keeping;
mod link;
mod log_in;
mod log_out;
mod problem;
mod reference;
mod register;
mod resend_verification;
mod reset_password;
mod session;
mod sessions;
mod undo_email_change;
mod verify_email;

/// Where the interface is, below the prefix of the pages. What breaks a client gets another number.
const BASE: &str = "/api/v1";

/// Our interface, its description, and a page to read that.
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
    let of_routes = operations_of_routes().into_iter();
    let of_routes = of_routes.filter(|(route, _)| !without.contains(route));
    of_routes
        .map(|(route, operation)| limited(vestibule, route, operation()))
        .chain([routes!(account::show), routes!(session::show)])
}

type Operation = fn() -> UtoipaMethodRouter<Vestibule>;

fn operations_of_routes() -> [(Route, Operation); 21] {
    [
        (Route::Register, || routes!(register::register)),
        (Route::LogIn, || routes!(log_in::log_in)),
        (Route::LogOut, || routes!(log_out::log_out)),
        (Route::ConfirmPassword, || {
            routes!(confirm_password::confirm)
        }),
        (Route::ChangePassword, || routes!(change_password::change)),
        (Route::ForgotPassword, || routes!(forgot_password::ask)),
        (Route::ResetPassword, || routes!(reset_password::reset)),
        (Route::ResetPassword, || routes!(link::open)),
        (Route::ResendVerification, || {
            routes!(resend_verification::ask)
        }),
        (Route::VerifyEmail, || routes!(verify_email::verify)),
        (Route::VerifyEmail, || routes!(verify_email::log_in)),
        (Route::VerifyEmail, || routes!(verify_email::disown)),
        (Route::ChangeEmail, || routes!(change_email::ask)),
        (Route::ConfirmEmailChange, || {
            routes!(confirm_email_change::confirm)
        }),
        (Route::UndoEmailChange, || routes!(undo_email_change::undo)),
        (Route::Sessions, || routes!(sessions::list)),
        (Route::RevokeSession, || routes!(sessions::revoke)),
        (Route::RevokeOtherSessions, || {
            routes!(sessions::revoke_others)
        }),
        (Route::Activity, || routes!(activity::list)),
        (Route::ExportAccount, || routes!(export::export)),
        (Route::DeleteAccount, || routes!(account::delete)),
    ]
}

fn limited(
    vestibule: &Vestibule,
    route: Route,
    operation: UtoipaMethodRouter<Vestibule>,
) -> UtoipaMethodRouter<Vestibule> {
    let attempts = route.attempts().iter();
    attempts.fold(operation, |operation, attempt| {
        operation.layer(from_fn_with_state((vestibule.clone(), *attempt), limit))
    })
}

/// What is answered here is for one program, at this moment.
async fn around(visit: Visit, request: Request, next: Next) -> Response {
    visit.answer_a_program();
    let mut answer = next.run(request).await;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    answer
}
