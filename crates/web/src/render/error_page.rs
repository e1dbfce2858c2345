use axum::{
    body::HttpBody,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use vestibule_domain::ErrorChain;
use vestibule_templates::ErrorPage;

use crate::{Pages, WebError, render::problem::Problem, request::RequestContext};

/// Gives each error response without a body one: a page for a browser, a problem document
/// (RFC 9457) for other clients. A response with a body stays as its handler made it. Server
/// errors are logged once in both cases.
pub(crate) async fn dress(answer: Response, context: &RequestContext) -> Response {
    let status = answer.status();
    let is_bare = answer.body().size_hint().exact() == Some(0);
    let is_ours = is_bare || answer.extensions().get::<WebError>().is_some();
    let request_id = (status.is_server_error() && is_ours).then(|| context.id().to_owned());
    if request_id.is_some() {
        log(&answer, context);
    }
    if !(status.is_client_error() || status.is_server_error()) || !is_bare {
        return answer;
    }
    let dressed = if context.accepts_html() {
        page(status, request_id, context).await
    } else {
        Problem::of(status, request_id, answer.extensions().get(), context).into_response()
    };
    let (mut parts, _) = answer.into_parts();
    let (dressed, body) = dressed.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(dressed.headers);
    Response::from_parts(parts, body)
}

async fn page(
    status: StatusCode,
    request_id: Option<String>,
    context: &RequestContext,
) -> Response {
    let page = ErrorPage {
        status: status.as_u16(),
        request_id,
    };
    match Pages::from(context.clone()).show_error(&page).await {
        Ok(shown) => shown,
        Err(error) => {
            tracing::error!(
                error = %ErrorChain(&error),
                "cannot render the error page"
            );
            Problem::of(status, page.request_id, None, context).into_response()
        }
    }
}

/// Logs the cause. The span has the request id, which the error page shows to the user.
fn log(answer: &Response, context: &RequestContext) {
    let error = answer.extensions().get::<WebError>();
    if error.is_some_and(|error| error.cause().is_none()) {
        return; // said on purpose, as when too many log in at once
    }
    let cause = error
        .and_then(WebError::cause)
        .map(|cause| ErrorChain(cause).to_string());
    tracing::error!(
        path = context.path(),
        status = answer.status().as_u16(),
        error = cause,
        "request failed"
    );
}
