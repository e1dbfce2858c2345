use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vestibule_templates::RegistrationClosedPage;

use crate::{Pages, WebError};

/// Shows that registration is closed, instead of a form that would be refused.
pub(crate) async fn show(pages: &Pages, by_invitation: bool) -> Result<Response, WebError> {
    let page = RegistrationClosedPage { by_invitation };
    let shown = pages.show(&page).await?;
    Ok((StatusCode::FORBIDDEN, shown).into_response())
}
