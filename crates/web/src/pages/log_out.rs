use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, Method},
    response::{IntoResponse, Response},
};
use vestibule_domain::AuthService;
use vestibule_templates::LogOutPage;

use super::messages;
use crate::{Flash, Pages, Vestibule, WebError, header_text::single, visit::Visit};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// `Purpose` is its older name.
const SEC_PURPOSE: [HeaderName; 2] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
];

/// The link in the footer. A program that only checks links (`HEAD`), or another site's
/// link, image or prefetch must not log anybody out: then it shows a button (OWASP ASVS 5.0, 3.5.3).
pub(crate) async fn follow(
    vestibule: State<Vestibule>,
    pages: Pages,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if visit.method() == Method::GET && is_meant(&headers) {
        submit(vestibule, visit).await
    } else {
        pages.show(&LogOutPage).await
    }
}

pub(crate) async fn submit(
    State(vestibule): State<Vestibule>,
    visit: Visit,
) -> Result<Response, WebError> {
    if let Some(token) = visit.token() {
        vestibule.accounts().log_out(token, &visit.client()).await?;
    }
    let farewell = Flash::info(messages::LOGGED_OUT);
    let door = vestibule.after_log_out();
    Ok((vestibule.clear_session(), farewell, door).into_response())
}

fn is_meant(headers: &HeaderMap) -> bool {
    let is_prefetch = SEC_PURPOSE.iter().any(|name| headers.contains_key(name));
    let site = single(headers, &SEC_FETCH_SITE);
    let is_ours = !headers.contains_key(&SEC_FETCH_SITE)
        || matches!(site.as_deref(), Some("same-origin" | "none"));
    is_ours && !is_prefetch
}
