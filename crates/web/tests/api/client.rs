use std::sync::LazyLock;

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};

use crate::pages::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site},
};

/// An API client. Each response must be in the description of the API, so that every test with this
/// client tests the description too.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) browser: Browser,
    /// Sent as `Authorization: Bearer`.
    pub(crate) token: Option<String>,
    /// Additional headers.
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// A response.
pub(crate) struct Reply {
    pub(crate) answer: Answer,
    pub(crate) json: Value,
}

impl Client {
    /// It keeps cookies, if it gets any.
    pub(crate) fn new(site: &Site) -> Self {
        Self {
            browser: site.browser(),
            token: None,
            headers: Vec::new(),
        }
    }

    /// Alice's client, with a session cookie.
    pub(crate) async fn with_cookie(site: &Site) -> Self {
        let mut client = Self::new(site);
        let body = json!({ "email": ALICE, "password": GOOD });
        client.post("/account", body).await.has_status(201);
        client
    }

    /// Alice's client, with a token.
    pub(crate) async fn with_token(site: &Site) -> Self {
        let mut client = Self::new(site);
        let body = json!({ "email": ALICE, "password": GOOD, "session": "token" });
        let opened = client.post("/account", body).await;
        opened.has_status(201);
        client.token = Some(opened.text("token"));
        client
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.call("GET", path, None).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Reply {
        self.call("DELETE", path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Reply {
        self.call("POST", path, Some(body.to_string())).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: Value) -> Reply {
        self.call("PUT", path, Some(body.to_string())).await
    }

    pub(crate) async fn call(&mut self, method: &str, path: &str, body: Option<String>) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let request = request.body(Body::from(body.unwrap_or_default())).unwrap();
        self.send(method, path, request).await
    }

    /// Sends the request unchanged, except for the headers of the client.
    pub(crate) async fn send(
        &mut self,
        method: &str,
        path: &str,
        mut request: Request<Body>,
    ) -> Reply {
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT, "application/json".parse().unwrap());
        if let Some(token) = &self.token {
            let bearer = format!("Bearer {token}").parse().unwrap();
            headers.insert(header::AUTHORIZATION, bearer);
        }
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().unwrap());
        }
        let answer = self.browser.send(request).await;
        let json = serde_json::from_str(&answer.body).unwrap_or_default();
        let reply = Reply { answer, json };
        reply.is_documented(method, path);
        reply
    }
}

impl Reply {
    #[track_caller]
    pub(crate) fn has_status(&self, status: u16) {
        self.answer.has_status(status);
    }

    #[track_caller]
    pub(crate) fn text(&self, field: &str) -> String {
        let text = self.json[field].as_str();
        text.unwrap_or_else(|| panic!("no {field} in {}", self.json))
            .to_owned()
    }

    /// The errors in the response, each with its field.
    pub(crate) fn errors(&self) -> Vec<(Option<&str>, &str)> {
        self.has_status(422);
        let errors = self.json["errors"].as_array().unwrap();
        errors
            .iter()
            .map(|error| (error["field"].as_str(), error["code"].as_str().unwrap()))
            .collect()
    }

    /// The description has this operation, with this status, media type, and schema of the body.
    #[track_caller]
    fn is_documented(&self, method: &str, path: &str) {
        let status = self.answer.status.as_u16().to_string();
        let what = format!("{method} {path}: {status} {}", self.answer.body);
        // A request that the middleware rejects reached no operation.
        let is_at_the_door = status == "403" && self.json.get("code").is_none();
        let kept = if is_at_the_door { "" } else { "no-store" };
        assert_eq!(self.answer.header("cache-control"), kept, "{what}");
        let method = method.to_lowercase();
        let Some(operation) = operation(&method, path) else {
            assert!(["404", "405"].contains(&status.as_str()), "{what}");
            return;
        };
        let documented = operation["responses"][&status].as_object();
        let documented = documented.unwrap_or_else(|| panic!("not documented: {what}"));
        for name in documented.get("headers").into_iter().flat_map(names) {
            assert!(!self.answer.header(name).is_empty(), "{name}: {what}");
        }
        let media_type = self.answer.header("content-type");
        match documented.get("content") {
            None => assert_eq!((media_type, &*self.answer.body), ("", ""), "{what}"),
            Some(content) => {
                let content = content.get(media_type);
                let content = content.unwrap_or_else(|| panic!("{media_type}: {what}"));
                fits(&self.json, &content["schema"]);
            }
        }
    }
}

fn names(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().unwrap().keys().map(String::as_str)
}

fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let is_template = |template: &str| match template.split_once('{') {
        Some((start, _)) => path.strip_prefix(start).is_some_and(|id| !id.contains('/')),
        None => template == path,
    };
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let exact = paths.get_key_value(path);
    let found = exact.or_else(|| paths.iter().find(|(template, _)| is_template(template)));
    found?.1.get(method)
}

/// Whether a body matches the schema, and has no other members. It supports the keywords of JSON Schema
/// that the description uses; `just api-check` supports all.
#[track_caller]
pub(crate) fn fits(body: &Value, schema: &Value) {
    if let Err(why) = compare(body, schema) {
        panic!("{body} is not as {schema} says: {why}");
    }
}

fn compare(body: &Value, schema: &Value) -> Result<(), String> {
    let schema = flattened(schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let fitting = choices
            .iter()
            .filter(|choice| compare(body, choice).is_ok());
        return (fitting.count() == 1)
            .then_some(())
            .ok_or_else(|| format!("{body} is not one of {choices:?}"));
    }
    let kind = match body {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = &schema["type"];
    let allowed = kinds == kind
        || kinds
            .as_array()
            .is_some_and(|all| all.contains(&kind.into()));
    if !allowed {
        return Err(format!("{body} is not of type {kinds}"));
    }
    for item in body.as_array().into_iter().flatten() {
        compare(item, &schema["items"])?;
    }
    for (name, member) in body.as_object().into_iter().flatten() {
        let known = schema["properties"].get(name);
        compare(
            member,
            known.ok_or_else(|| format!("{name} is not described"))?,
        )?;
    }
    let required = schema["required"].as_array().into_iter().flatten();
    let mut missing =
        required.filter(|name| kind == "object" && body.get(name.as_str().unwrap()).is_none());
    missing
        .next()
        .map_or(Ok(()), |name| Err(format!("{name} is missing")))
}

/// Resolves references, and merges the parts of `allOf`.
fn flattened(schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = DOCUMENT.pointer(reference.trim_start_matches('#'));
        return flattened(target.unwrap_or_else(|| panic!("{reference} leads nowhere")));
    }
    let Some(parts) = schema["allOf"].as_array() else {
        return schema.clone();
    };
    let mut whole = json!({ "type": "object", "properties": {}, "required": [] });
    for part in parts.iter().map(flattened) {
        let properties = part["properties"].as_object().into_iter().flatten();
        for (name, property) in properties {
            whole["properties"][name] = property.clone();
        }
        let required = part["required"].as_array().into_iter().flatten().cloned();
        whole["required"].as_array_mut().unwrap().extend(required);
    }
    whole
}

/// The description as the site serves it.
pub(crate) static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let read = async {
        let answer = Site::new().browser().get("/api/v1/openapi.json").await;
        answer.has_status(200);
        serde_json::from_str(&answer.body).unwrap()
    };
    // A test already runs inside a runtime.
    std::thread::scope(|scope| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        scope.spawn(move || runtime.block_on(read)).join().unwrap()
    })
});
