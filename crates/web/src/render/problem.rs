use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{WebError, request::RequestContext};

/// A problem document (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status has the meaning of its HTTP status code.
    r#type: &'static str,
    /// The reason message of the status, in English.
    title: &'static str,
    status: u16,
    /// The error code, if clients can handle the error. New codes may be added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<&'static str>,
    /// An explanation for the developer of the client, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
    /// The request ID; the log lines of the request have it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// With 422: one entry for each error of a field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<FieldProblem>>)]
    pub(crate) errors: Vec<FieldProblem>,
}

/// An error of a field.
#[derive(Serialize, ToSchema)]
#[schema(as = FieldError)]
pub(crate) struct FieldProblem {
    /// The name of the field; null if the error concerns several fields.
    #[schema(required)]
    pub(crate) field: Option<&'static str>,
    /// The error code. New codes may be added.
    pub(crate) code: String,
    /// A message for the user, in the language of `Accept-Language`.
    pub(crate) message: String,
    /// Suggestions for the user.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<String>>)]
    pub(crate) advice: Vec<String>,
}

impl Problem {
    /// Creates a problem that its status alone describes.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code: None,
            detail: None,
            request_id: None,
            errors: Vec::new(),
        }
    }

    /// Creates the problem of a response; `error` is the error of its handler, if any.
    pub(crate) fn of(
        status: StatusCode,
        request_id: Option<String>,
        error: Option<&WebError>,
        context: &RequestContext,
    ) -> Self {
        let problem = Self {
            request_id,
            ..Self::of_status(status)
        };
        match error {
            None => problem,
            Some(error) => Self {
                code: error.code(),
                detail: error.detail().map(str::to_owned),
                errors: error.errors().in_language_of(context),
                ..problem
            },
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self) {
            Ok(json) => {
                let media_type = HeaderValue::from_static("application/problem+json");
                ([(header::CONTENT_TYPE, media_type)], json).into_response()
            }
            Err(error) => WebError::internal(error).into_response(),
        }
    }
}
