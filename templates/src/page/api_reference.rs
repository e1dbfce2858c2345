use serde::Serialize;

use super::Page;

/// The reference of the JSON API, for developers of clients.
#[derive(Clone, Debug, Serialize)]
pub struct ApiReferencePage {
    /// The groups of operations.
    pub groups: Vec<ApiGroup>,
}

/// Operations on one kind of resource.
#[derive(Clone, Debug, Serialize)]
pub struct ApiGroup {
    /// The name of the group.
    pub name: String,
    /// The purpose of the group.
    pub description: String,
    /// The operations.
    pub operations: Vec<ApiOperation>,
}

/// An operation of the API.
#[derive(Clone, Debug, Serialize)]
pub struct ApiOperation {
    /// The ID of the operation, unique on the page.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path below the base of the API.
    pub path: String,
    /// The operation, in one sentence.
    pub summary: String,
    /// Further details; may be empty.
    pub description: String,
    /// Whether the operation requires a session.
    pub needs_session: bool,
    /// An example of the request body, in JSON.
    pub body: Option<String>,
    /// The possible responses.
    pub answers: Vec<ApiAnswer>,
}

/// A response of an operation.
#[derive(Clone, Debug, Serialize)]
pub struct ApiAnswer {
    /// The HTTP status code.
    pub status: String,
    /// The condition of the response.
    pub description: String,
    /// An example of the response body, in JSON.
    pub example: Option<String>,
}

impl Page for ApiReferencePage {
    const TEMPLATE: &'static str = "api_reference.html";

    fn samples() -> Vec<Self> {
        let done = ApiAnswer {
            status: "201".to_owned(),
            description: "The session".to_owned(),
            example: Some("{ \"token\": \"…\" }".to_owned()),
        };
        let log_in = ApiOperation {
            id: "logIn".to_owned(),
            method: "POST".to_owned(),
            path: "/session".to_owned(),
            summary: "Logs in".to_owned(),
            description: "The session before ends.".to_owned(),
            needs_session: false,
            body: Some("{ \"email\": \"alice@example.com\" }".to_owned()),
            answers: vec![done],
        };
        let log_out = ApiOperation {
            id: "logOut".to_owned(),
            method: "DELETE".to_owned(),
            summary: "Logs out".to_owned(),
            description: String::new(),
            needs_session: true,
            body: None,
            answers: vec![],
            ..log_in.clone()
        };
        let group = ApiGroup {
            name: "session".to_owned(),
            description: "Logging in and out".to_owned(),
            operations: vec![log_in, log_out],
        };
        vec![Self {
            groups: vec![group],
        }]
    }
}
