use axum::{
    extract::{FromRequest, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    WebError,
    input::form::{body, is_of},
};

const MEDIA_TYPE: &str = "application/json";

/// A JSON body of at most 64 KiB, read strictly. Malformed JSON, another shape than the documented
/// one, and unknown or duplicate fields are refused with 400.
///
/// Another media type is refused with 415. Browsers send `application/json` to another origin only
/// after a CORS preflight request, and forms cannot send it: pages of other sites cannot call the
/// API.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, _: &S) -> Result<Self, WebError> {
        if !is_of(&request, MEDIA_TYPE) {
            return Err(WebError::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = body(request).await?;
        serde_json::from_slice(&body).map(Self).map_err(refused)
    }
}

/// Says where, and not what: that may be a password.
fn refused(error: serde_json::Error) -> WebError {
    let (line, column) = (error.line(), error.column());
    let what = match error.is_data() {
        true => "This is not of the documented shape",
        false => "This is no JSON",
    };
    let detail = format!("{what}, at line {line}, column {column}.");
    WebError::status(StatusCode::BAD_REQUEST).with_detail(detail)
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(json) => {
                let media_type = HeaderValue::from_static(MEDIA_TYPE);
                ([(header::CONTENT_TYPE, media_type)], json).into_response()
            }
            Err(error) => WebError::internal(error).into_response(),
        }
    }
}
