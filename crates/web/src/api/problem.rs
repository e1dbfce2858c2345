//! What an operation answers when it does not do what was asked: problem documents (RFC 9457).

use std::collections::BTreeMap;

use serde_json::{Value, json};
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{
        ContentBuilder, HeaderBuilder, Ref, RefOr, Response, ResponseBuilder, Type,
        schema::ObjectBuilder,
    },
};

/// What went wrong (RFC 9457).
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what `error_page.rs` writes")]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is.
    r#type: String,
    /// The words of the status, in English.
    title: String,
    status: u16,
    /// What a program can do something about.
    code: Option<String>,
    /// For whoever writes the program, in English.
    detail: Option<String>,
    /// For the operator, who finds it in the log.
    request_id: Option<String>,
    /// With 422: what is wrong with the values.
    errors: Option<Vec<FieldError>>,
}

/// What is wrong with one value.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what `mistakes.rs` writes")]
pub(crate) struct FieldError {
    /// Which; null where several do not fit together.
    #[schema(required)]
    field: Option<String>,
    /// For the program. There will be more of them.
    code: String,
    /// For the person, in the language that `Accept-Language` asks for.
    message: String,
    /// What would be better, in sentences for the person.
    advice: Option<Vec<String>>,
}

/// Of an operation with a body: each of them changes something, and is one that an attacker would
/// try often.
pub(crate) struct Body;
/// Of an operation that is limited by account.
pub(crate) struct Limited;
/// Of another operation that changes something.
pub(crate) struct Change;
/// Of an operation for people who are logged in.
pub(crate) struct LogIn;
/// Of an operation for people who just proved their password.
pub(crate) struct Proof;
/// Of an operation that a site may close.
pub(crate) struct Closed;
/// Of an operation with values that people typed.
pub(crate) struct Values;
/// Of an operation that uses a mailed link.
pub(crate) struct DeadLink;
/// Of an operation that takes an address.
pub(crate) struct Taken;

impl IntoResponses for Body {
    fn responses() -> Responses {
        let shape = "This is not of the documented shape, at line 1, column 9.";
        let shapeless = "The body is no JSON, or not of the documented shape";
        let own = [
            problem(400, shapeless, "Bad Request").saying("detail", shape),
            problem(413, "The body is larger than 64 KiB", "Payload Too Large"),
            problem(
                415,
                "The body is not `application/json`",
                "Unsupported Media Type",
            ),
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
        let limited = problem(429, "Too many attempts", "Too Many Requests");
        [limited.retry_after().build()].into()
    }
}

impl IntoResponses for Change {
    fn responses() -> Responses {
        [
            problem(403, "Another site's page asks", "Forbidden"),
            unavailable(),
        ]
        .map(Described::build)
        .into()
    }
}

impl IntoResponses for LogIn {
    fn responses() -> Responses {
        let needed = problem(401, "There is no session, or it has ended", "Unauthorized");
        let needed = needed.header("WWW-Authenticate", "`Bearer`", Type::String);
        [needed, unavailable()].map(Described::build).into()
    }
}

impl IntoResponses for Proof {
    fn responses() -> Responses {
        let what = "The user must authenticate once more (`POST session/authentication`), or \
                    another site's page asks";
        let needed = problem(403, what, "Forbidden").saying("code", "reauthenticate");
        [needed.build()].into()
    }
}

impl IntoResponses for Closed {
    fn responses() -> Responses {
        let what = "Nobody can register here, or another site's page asks";
        let closed = problem(403, what, "Forbidden").saying("code", "registration-closed");
        [closed.build()].into()
    }
}

impl IntoResponses for Values {
    fn responses() -> Responses {
        let errors = json!([{
            "field": "email",
            "code": "email-missing",
            "message": "Please enter an email address."
        }]);
        let wrong = problem(
            422,
            "Values are refused, each for a reason",
            "Unprocessable Entity",
        );
        [wrong.saying("errors", errors).build()].into()
    }
}

impl IntoResponses for DeadLink {
    fn responses() -> Responses {
        let dead = "The link is unknown, too old, or used: it does not say which";
        [problem(410, dead, "Gone")
            .saying("code", "dead-link")
            .build()]
        .into()
    }
}

impl IntoResponses for Taken {
    fn responses() -> Responses {
        let taken = problem(409, "Another account has the address by now", "Conflict");
        [taken.saying("code", "email-taken").build()].into()
    }
}

fn unavailable() -> Described {
    let down = "The database does not answer, or too many log in at once";
    problem(503, down, "Service Unavailable").retry_after()
}

type Responses = BTreeMap<String, RefOr<Response>>;

/// A problem, and how the document describes it.
pub(crate) struct Described {
    status: u16,
    response: ResponseBuilder,
    example: Value,
}

pub(crate) fn problem(status: u16, what: &str, title: &str) -> Described {
    Described {
        status,
        response: ResponseBuilder::new().description(what),
        example: json!({ "type": "about:blank", "title": title, "status": status }),
    }
}

impl Described {
    pub(crate) fn saying(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.example[name] = value.into();
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
            .example(Some(self.example));
        let response = self
            .response
            .content("application/problem+json", content.build());
        (self.status.to_string(), response.build().into())
    }
}
