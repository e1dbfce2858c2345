//! The intentions of the pages for programs: single-page and mobile applications.
//!
//! Each operation belongs to a route of the pages, has its limits, and is left out with it: a
//! host that closed registration closed it here too.

use std::sync::Arc;

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
    let settings = &vestibule.parts().settings;
    let mut operations = OpenApiRouter::with_openapi(document::head(vestibule));
    for (route, operation) in operations_of_routes() {
        if !settings.without.contains(&route) {
            operations = operations.routes(limited(vestibule, route, operation));
        }
    }
    operations = operations.routes(routes!(account::show));
    operations = operations.routes(routes!(session::show));
    let (operations, document) = operations.split_for_parts();
    let document = document::whole(document);
    let page = get(reference::show).layer(Extension(reference::page(&document)));
    let description = get(document::show).layer(Extension(Arc::new(document)));
    let described = operations
        .route(document::NAME, description)
        .route("/docs", page);
    let base = settings.paths.prefix.with(BASE);
    Router::new().nest(&base, described.layer(from_fn(around)))
}

fn operations_of_routes() -> [(Route, UtoipaMethodRouter<Vestibule>); 21] {
    [
        (Route::Register, routes!(register::register)),
        (Route::LogIn, routes!(log_in::log_in)),
        (Route::LogOut, routes!(log_out::log_out)),
        (Route::ConfirmPassword, routes!(confirm_password::confirm)),
        (Route::ChangePassword, routes!(change_password::change)),
        (Route::ForgotPassword, routes!(forgot_password::ask)),
        (Route::ResetPassword, routes!(reset_password::reset)),
        (Route::ResetPassword, routes!(link::open)),
        (Route::ResendVerification, routes!(resend_verification::ask)),
        (Route::VerifyEmail, routes!(verify_email::verify)),
        (Route::VerifyEmail, routes!(verify_email::log_in)),
        (Route::VerifyEmail, routes!(verify_email::disown)),
        (Route::ChangeEmail, routes!(change_email::ask)),
        (
            Route::ConfirmEmailChange,
            routes!(confirm_email_change::confirm),
        ),
        (Route::UndoEmailChange, routes!(undo_email_change::undo)),
        (Route::Sessions, routes!(sessions::list)),
        (Route::RevokeSession, routes!(sessions::revoke)),
        (Route::RevokeOtherSessions, routes!(sessions::revoke_others)),
        (Route::Activity, routes!(activity::list)),
        (Route::ExportAccount, routes!(export::export)),
        (Route::DeleteAccount, routes!(account::delete)),
    ]
}

fn limited(
    vestibule: &Vestibule,
    route: Route,
    operation: UtoipaMethodRouter<Vestibule>,
) -> UtoipaMethodRouter<Vestibule> {
    match route.attempt() {
        Some(attempt) => operation.layer(from_fn_with_state((vestibule.clone(), attempt), limit)),
        None => operation,
    }
}

/// What is answered here is for one program, at this moment.
async fn around(visit: Visit, request: Request, next: Next) -> Response {
    visit.answer_a_program();
    let mut answer = next.run(request).await;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    answer
}
