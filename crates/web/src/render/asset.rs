use axum::{
    extract::State,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};

use crate::{Vestibule, WebError};

/// A file whose name tells its content never changes: a browser asks for it once.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    uri: Uri,
) -> Result<Response, WebError> {
    let mut assets = vestibule.parts().templates.assets().iter();
    let asset = assets
        .find(|asset| asset.path == uri.path())
        .ok_or_else(WebError::not_found)?;
    let media_type = HeaderValue::from_static(asset.content_type);
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    Ok((headers, asset.body.clone()).into_response())
}
