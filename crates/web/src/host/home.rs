use axum::response::Response;
use vestibule_templates::HomePage;

use crate::{Pages, WebError};

/// A home page that leads to registration, login and settings, for a server that has no
/// pages of its own: `.route("/", get(home))`.
///
/// # Errors
///
/// If the page cannot be rendered.
pub async fn home(pages: Pages) -> Result<Response, WebError> {
    pages.show(&HomePage).await
}
