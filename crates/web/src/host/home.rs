use axum::response::Response;
use vestibule_templates::HomePage;

use crate::{Pages, WebError};

/// Handler of a home page that links to registration, login and settings, for a server without pages of
/// its own.
///
/// # Errors
///
/// The store does not answer, or the template of an application fails.
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::get};
/// use vestibule_web::{Vestibule, home};
///
/// fn app(accounts: &Vestibule) -> Router {
///     accounts.mount(Router::new().route("/", get(home)))
/// }
/// ```
pub async fn home(pages: Pages) -> Result<Response, WebError> {
    pages.show(&HomePage).await
}
