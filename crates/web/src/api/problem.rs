//! The error responses of operations in the OpenAPI document: problem documents (RFC 9457).

use std::collections::BTreeMap;

use axum::http::StatusCode;
use utoipa::{
    IntoResponses,
    openapi::{
        ContentBuilder, HeaderBuilder, Ref, RefOr, Response, ResponseBuilder, Type,
        schema::ObjectBuilder,
    },
};

use crate::render::problem::{FieldProblem, Problem};

/// Errors of an operation with a body. Each such operation changes data and has a rate limit.
pub(crate) struct Body;
/// Errors of an operation with a rate limit per account.
pub(crate) struct Limited;
/// Errors of an operation that changes data.
pub(crate) struct Change;
/// Errors of an operation that requires authentication.
pub(crate) struct Login;
/// Errors of an operation that requires a recent login.
pub(crate) struct Proof;
/// Errors of an operation that a site may close.
pub(crate) struct Closed;
/// Errors of an operation that validates form values.
pub(crate) struct Values;
/// Errors of an operation that uses an emailed link.
pub(crate) struct InvalidLink;
/// Errors of an operation that changes the email address of an account.
pub(crate) struct Taken;

impl IntoResponses for Body {
    fn responses() -> Responses {
        let shape = "This is not of the documented shape, at line 1, column 9.";
        let shapeless = "The body is not JSON, or does not match the schema";
        let own = [
            problem(400, shapeless).detail(shape),
            problem(413, "The body is larger than 64 KiB"),
            problem(415, "The body is not `application/json`"),
        ];
        own.map(Described::build)
            .into_iter()
            .chain(Limited::responses())
            .chain(Change::responses())
            .collect()
    }
}

impl IntoResponses for Limited {
    fn responses() -> Responses {
        let limited = problem(429, "Too many attempts");
        [limited.retry_after().build()].into()
    }
}

impl IntoResponses for Change {
    fn responses() -> Responses {
        [problem(403, "The request is cross-site"), unavailable()]
            .map(Described::build)
            .into()
    }
}

impl IntoResponses for Login {
    fn responses() -> Responses {
        let needed = problem(401, "No session, or it is expired or revoked");
        let needed = needed.header("WWW-Authenticate", "`Bearer`", Type::String);
        [needed, unavailable()].map(Described::build).into()
    }
}

impl IntoResponses for Proof {
    fn responses() -> Responses {
        let what = "A recent login is required (`POST session/authentication`), or the request \
                    is cross-site";
        let needed = problem(403, what).code("reauthenticate");
        [needed.build()].into()
    }
}

impl IntoResponses for Closed {
    fn responses() -> Responses {
        let what = "Registration is closed, or the request is cross-site";
        let closed = problem(403, what).code("registration-closed");
        [closed.build()].into()
    }
}

impl IntoResponses for Values {
    fn responses() -> Responses {
        let wrong = problem(
            422,
            "Values are invalid; `errors` has the reason for each field",
        );
        [wrong
            .error("email", "email-missing", "Please enter an email address.")
            .build()]
        .into()
    }
}

impl IntoResponses for InvalidLink {
    fn responses() -> Responses {
        let dead = "The link is unknown, expired or used; the answer does not tell which";
        [problem(410, dead).code("invalid-link").build()].into()
    }
}

impl IntoResponses for Taken {
    fn responses() -> Responses {
        let taken = problem(409, "Another account has the email address");
        [taken.code("email-taken").build()].into()
    }
}

fn unavailable() -> Described {
    let down = "The database is unavailable, or the server is overloaded with logins";
    problem(503, down).retry_after()
}

type Responses = BTreeMap<String, RefOr<Response>>;

/// An error response with its description in the document.
pub(crate) struct Described {
    status: u16,
    response: ResponseBuilder,
    example: Problem,
}

pub(crate) fn problem(status: u16, what: &str) -> Described {
    Described {
        status,
        response: ResponseBuilder::new().description(what),
        example: Problem::of_status(StatusCode::from_u16(status).unwrap_or_default()),
    }
}

impl Described {
    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.example.code = Some(code);
        self
    }

    fn detail(mut self, detail: &str) -> Self {
        self.example.detail = Some(detail.to_owned());
        self
    }

    fn error(mut self, field: &'static str, code: &str, message: &str) -> Self {
        self.example.errors.push(FieldProblem {
            field: Some(field),
            code: code.to_owned(),
            message: message.to_owned(),
            advice: Vec::new(),
        });
        self
    }

    fn header(mut self, name: &str, what: &str, of: Type) -> Self {
        let schema = ObjectBuilder::new().schema_type(of).build();
        let header = HeaderBuilder::new()
            .schema(Some(schema))
            .description(Some(what));
        self.response = self.response.header(name, header.build());
        self
    }

    fn retry_after(self) -> Self {
        self.header("Retry-After", "Seconds to wait.", Type::Integer)
    }

    pub(crate) fn build(self) -> (String, RefOr<Response>) {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .example(serde_json::to_value(self.example).ok());
        let response = self
            .response
            .content("application/problem+json", content.build());
        (self.status.to_string(), response.build().into())
    }
}
