use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vestibule_templates::DeadLinkPage;

use crate::{Pages, Route, WebError};

/// Whether a link was used, replaced, is too old or never was one: the answer is the same, so
/// that nobody learns from it. `again` is where there is another one.
pub(crate) async fn show(pages: &Pages, again: Option<Route>) -> Result<Response, WebError> {
    let again = again.map(Route::name);
    let shown = pages.show(&DeadLinkPage { again }).await?;
    Ok((StatusCode::GONE, shown).into_response())
}
