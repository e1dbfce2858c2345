use axum::{
    body::HttpBody,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{Route, request::RequestContext};

/// The path at which password managers look for the page on which a password is changed (W3C, "A
/// Well-Known URL for Changing Passwords"). It belongs to the origin, so it is at its root, and below
/// the prefix of the pages as well.
const CHANGE_PASSWORD: &str = "/.well-known/change-password";

/// Redirects to the form, unless the application has a response of its own or omits the form. It is not
/// a route, because two kinds of accounts on one site would both claim it.
pub(crate) fn lead_to_form(answer: Response, context: &RequestContext) -> Response {
    let settings = &context.vestibule().parts().settings;
    let is_free = answer.status() == StatusCode::NOT_FOUND
        && answer.body().size_hint().exact() == Some(0)
        && context.method().is_safe();
    let is_asked = || {
        let below = settings.paths.prefix.with(CHANGE_PASSWORD);
        [CHANGE_PASSWORD, &below].contains(&context.path())
    };
    let form = [Route::SETTINGS, Route::CHANGE_PASSWORD];
    if !is_free || !is_asked() || form.iter().any(|route| settings.without.contains(route)) {
        return answer;
    }
    context
        .vestibule()
        .redirect(Route::SETTINGS)
        .into_response()
}
