use axum::{
    body::HttpBody,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use vestibule_domain::Causes;
use vestibule_templates::ErrorPage;

use crate::{Pages, WebError, visit::Visit};

/// Gives every error without a body one: a page for a browser, a problem document (RFC 9457)
/// for anything else. What has a body is somebody's own answer and stays. What broke is
/// logged, once, in either case.
pub(crate) async fn dress(answer: Response, visit: &Visit) -> Response {
    let status = answer.status();
    let is_bare = answer.body().size_hint().exact() == Some(0);
    let is_ours = is_bare || answer.extensions().get::<WebError>().is_some();
    let request_id = (status.is_server_error() && is_ours).then(|| visit.request_id().to_owned());
    if request_id.is_some() {
        log(&answer, visit);
    }
    if !(status.is_client_error() || status.is_server_error()) || !is_bare {
        return answer;
    }
    let dressed = if visit.accepts_html() {
        page(status, request_id, visit).await
    } else {
        problem(status, request_id, answer.extensions().get(), visit)
    };
    let (mut parts, _) = answer.into_parts();
    let (dressed, body) = dressed.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(dressed.headers);
    Response::from_parts(parts, body)
}

async fn page(status: StatusCode, request_id: Option<String>, visit: &Visit) -> Response {
    let page = ErrorPage {
        status: status.as_u16(),
        request_id,
    };
    match Pages::from(visit.clone()).show_error(&page).await {
        Ok(shown) => shown,
        Err(error) => {
            tracing::error!(
                error = %Causes(&error),
                "the error page itself can't be shown"
            );
            problem(status, page.request_id, None, visit)
        }
    }
}

fn problem(
    status: StatusCode,
    request_id: Option<String>,
    error: Option<&WebError>,
    visit: &Visit,
) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    let mut problem = json!({ "type": "about:blank", "title": title, "status": status.as_u16() });
    if let Some(id) = request_id {
        problem["request_id"] = id.into();
    }
    if let Some(code) = error.and_then(WebError::code) {
        problem["code"] = code.into();
    }
    if let Some(mistakes) = error.map(WebError::mistakes).filter(|m| !m.is_empty()) {
        problem["errors"] = mistakes.say(visit).into();
    }
    if let Some(detail) = error.and_then(WebError::detail) {
        problem["detail"] = detail.into();
    }
    let media_type = HeaderValue::from_static("application/problem+json");
    ([(header::CONTENT_TYPE, media_type)], problem.to_string()).into_response()
}

/// Writes the cause down. It is found by the number of the request, which the person can tell
/// to the operator, in the span around it.
fn log(answer: &Response, visit: &Visit) {
    let error = answer.extensions().get::<WebError>();
    if error.is_some_and(|error| error.cause().is_none()) {
        return; // said on purpose, as when too many log in at once
    }
    let cause = error
        .and_then(WebError::cause)
        .map(|cause| Causes(cause).to_string());
    tracing::error!(
        path = visit.path(),
        status = answer.status().as_u16(),
        error = cause,
        "a request failed"
    );
}
