use axum::response::Response;
use serde::Serialize;
use vestibule::{Pages, WebError};

use crate::catalogue::{COOKIES, Cookie};

#[derive(Serialize)]
struct CookiesPage {
    cookies: [Cookie; 6],
}

/// The public page of cookies.
pub(crate) async fn list(pages: Pages) -> Result<Response, WebError> {
    pages
        .render_cached("cookies.html", &CookiesPage { cookies: COOKIES })
        .await
}
