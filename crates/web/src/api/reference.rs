use axum::{Extension, extract::State, response::Response};
use serde_json::{Value, json};
use vestibule_templates::{ApiAnswer, ApiGroup, ApiOperation, ApiReferencePage};

use crate::{Pages, Vestibule, WebError, api::document::Description};

/// The document as a page: no script, nothing from elsewhere.
pub(crate) async fn show(
    State(vestibule): State<Vestibule>,
    Extension(description): Extension<Description>,
    pages: Pages,
) -> Result<Response, WebError> {
    pages.show(&description.of(&vestibule).page).await
}

/// What the page says, in the order of the tags.
pub(crate) fn page(document: &Value) -> ApiReferencePage {
    let tags = document["tags"].as_array().into_iter().flatten();
    let groups = tags.map(|tag| ApiGroup {
        name: text(&tag["name"]),
        description: text(&tag["description"]),
        operations: operations(document, &tag["name"]),
    });
    let groups = groups.filter(|group| !group.operations.is_empty());
    ApiReferencePage {
        groups: groups.collect(),
    }
}

fn operations(document: &Value, tag: &Value) -> Vec<ApiOperation> {
    let mut found = Vec::new();
    for (path, methods) in members(&document["paths"]) {
        for (method, operation) in members(methods) {
            if operation["tags"][0] == *tag {
                found.push(described(path, method, operation));
            }
        }
    }
    found
}

fn described(path: &str, method: &str, operation: &Value) -> ApiOperation {
    let answers = members(&operation["responses"]).map(|(status, answer)| ApiAnswer {
        status: status.clone(),
        description: text(&answer["description"]),
        example: example(answer),
    });
    let mut security = operation["security"].as_array().into_iter().flatten();
    ApiOperation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        needs_session: security.all(|choice| choice != &json!({})),
        body: example(&operation["requestBody"]),
        answers: answers.collect(),
    }
}

/// The body as it may look. Problems are all alike, and would be most of the page.
fn example(described: &Value) -> Option<String> {
    let content = described["content"].get("application/json")?;
    serde_json::to_string_pretty(&content["example"]).ok()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
