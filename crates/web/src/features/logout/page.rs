use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, Method},
    response::{IntoResponse, Response},
};
use vestibule_domain::AuthService;
use vestibule_templates::{LogoutPage, Message};

use crate::{
    Flash, Pages, Vestibule, WebError, http::header_text::single, request::RequestContext,
};

const LOGGED_OUT: Message = Message::new("logout-done");

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// `Purpose` is its older name.
const SEC_PURPOSE: [HeaderName; 2] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
];

/// Handles the link in the footer. A link checker (`HEAD`), or a link, image or prefetch of
/// another site, must not log the user out: it gets a page with a button (OWASP ASVS 5.0, 3.5.3).
pub(crate) async fn follow(
    vestibule: State<Vestibule>,
    pages: Pages,
    context: RequestContext,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if context.method() == Method::GET && is_intended(&headers) {
        submit(vestibule, context).await
    } else {
        pages.show(&LogoutPage).await
    }
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    context: RequestContext,
) -> Result<Response, WebError> {
    if let Some(token) = context.token() {
        vestibule
            .accounts()
            .log_out(token, &context.client())
            .await?;
    }
    let message = Flash::info(LOGGED_OUT);
    let target = vestibule.after_logout();
    Ok((vestibule.clear_session(), message, target).into_response())
}

fn is_intended(headers: &HeaderMap) -> bool {
    let is_prefetch = SEC_PURPOSE.iter().any(|name| headers.contains_key(name));
    let site = single(headers, &SEC_FETCH_SITE);
    let is_ours = !headers.contains_key(&SEC_FETCH_SITE)
        || matches!(site.as_deref(), Some("same-origin" | "none"));
    is_ours && !is_prefetch
}
