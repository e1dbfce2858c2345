use serde::Serialize;

use super::Page;

/// The reference of the JSON API, for developers of clients.
#[derive(Clone, Debug, Serialize)]
pub struct ApiReferencePage {
    /// What belongs together.
    pub groups: Vec<ApiGroup>,
}

/// Operations about one thing.
#[derive(Clone, Debug, Serialize)]
pub struct ApiGroup {
    /// The thing.
    pub name: String,
    /// What can be done with it.
    pub description: String,
    /// How.
    pub operations: Vec<ApiOperation>,
}

/// One thing to ask for.
#[derive(Clone, Debug, Serialize)]
pub struct ApiOperation {
    /// Its name, unique on the page.
    pub id: String,
    /// The method of HTTP.
    pub method: String,
    /// Below the base of the interface.
    pub path: String,
    /// The operation, in one sentence.
    pub summary: String,
    /// The rest that there is to say, or nothing.
    pub description: String,
    /// Whether the operation requires a session.
    pub needs_session: bool,
    /// An example of the request body, in JSON.
    pub body: Option<String>,
    /// How it may end.
    pub answers: Vec<ApiAnswer>,
}

/// One way in which an operation ends.
#[derive(Clone, Debug, Serialize)]
pub struct ApiAnswer {
    /// Of HTTP.
    pub status: String,
    /// When.
    pub description: String,
    /// What comes back, as an example in JSON.
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
