use axum::{
    RequestExt,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Request, rejection::BytesRejection},
    http::{StatusCode, header},
    response::IntoResponse,
};
use percent_encoding::percent_decode;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use vestibule_domain::PlainPassword;

use crate::WebError;

/// No form comes near it; a larger body is an attack or an error (413).
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// Extractor of a form of at most 64 KiB that was sent by `POST`, parsed strictly.
///
/// Text that is not UTF-8 and a field that was sent twice are rejected with 400, because a proxy may have
/// read them differently. A larger form is rejected with 413, and another media type with 415. Unknown
/// fields are ignored.
///
/// Invalid *values* are errors of the handler, which shows them beside their fields: let missing
/// fields be empty with `#[serde(default)]`.
///
/// # Examples
///
/// ```
/// use axum::response::{IntoResponse, Redirect, Response};
/// use serde::Deserialize;
/// use vestibule_web::{CurrentUser, Form, Pages, WebError};
///
/// #[derive(Deserialize)]
/// struct Order {
///     #[serde(default)]
///     cookie: String,
/// }
///
/// async fn order(
///     user: CurrentUser,
///     pages: Pages,
///     Form(order): Form<Order>,
/// ) -> Result<Response, WebError> {
///     match order.cookie.trim() {
///         "" => pages.render("order.html", &[("error", "Choose a cookie.")]).await,
///         _ => Ok(Redirect::to("/orders").into_response()),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, _: &S) -> Result<Self, WebError> {
        if !is_of(&request, "application/x-www-form-urlencoded") {
            return Err(WebError::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = body(request).await?;
        let refused = || WebError::status(StatusCode::BAD_REQUEST);
        percent_decode(&body).decode_utf8().map_err(|_| refused())?;
        serde_urlencoded::from_bytes(&body)
            .map(Self)
            .map_err(|_| refused())
    }
}

/// Whether the body says to be of this media type.
pub(crate) fn is_of(request: &Request, media_type: &str) -> bool {
    let said = request.headers().get(header::CONTENT_TYPE);
    let essence = said.and_then(|value| value.as_bytes().split(|octet| *octet == b';').next());
    let media_type = media_type.as_bytes();
    essence.is_some_and(|essence| essence.trim_ascii().eq_ignore_ascii_case(media_type))
}

/// The body, if it is not larger than [`BODY_LIMIT`].
pub(crate) async fn body(mut request: Request) -> Result<Bytes, WebError> {
    DefaultBodyLimit::max(BODY_LIMIT).apply(&mut request);
    let body = request.extract().await;
    body.map_err(|error: BytesRejection| WebError::status(error.into_response().status()))
}

/// Takes a field as a password, so that it is never a mere text.
pub(crate) fn password<'de, D: Deserializer<'de>>(field: D) -> Result<PlainPassword, D::Error> {
    String::deserialize(field).map(PlainPassword::new)
}

/// For `#[serde(default)]` beside [`password`].
pub(crate) fn no_password() -> PlainPassword {
    PlainPassword::new(String::new())
}
