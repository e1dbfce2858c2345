use axum::{body::Body, http::Request};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::client::{Client, DOCUMENT, Reply};
use crate::pages::fixture::{GOOD, Site};

/// Each operation with a request body.
fn with_bodies() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if operation.get("requestBody").is_some() {
                found.push((method.to_uppercase(), path.clone()));
            }
        }
    }
    assert!(found.len() > 14);
    found
}

async fn send(
    client: &mut Client,
    (method, path): &(String, String),
    media_type: &str,
    body: impl Into<Body>,
) -> Reply {
    let request = Request::builder()
        .method(method.as_str())
        .uri(format!("/api/v1{path}"))
        .header("content-type", media_type);
    let request = request.body(body.into()).unwrap();
    client.send(method, path, request).await
}

#[tokio::test]
async fn invalid_form_values_are_refused() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    for operation in with_bodies() {
        for media_type in [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/json, text/plain",
            "application/jsonx",
            "text/json",
            "",
        ] {
            let refused = send(&mut client, &operation, media_type, "{}").await;
            refused.has_status(415);
        }
    }
}

#[tokio::test]
async fn malformed_json_is_refused_and_not_repeated() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    let deep = "[".repeat(30_000);
    for operation in with_bodies() {
        for body in [
            "",
            "{",
            "null",
            "[]",
            "\"hunter2\"",
            "{\"hunter2\": 1}",
            "{\"email\": \"a@example.com\", \"email\": \"b@example.com\"}",
            "{\"email\": [\"hunter2\"]}",
            "{\"password\": {\"$ne\": \"hunter2\"}}",
            "{\"email\": \"\\ud800\"}",
            "{} {}",
            &deep,
        ] {
            let refused = send(&mut client, &operation, "application/json", body.to_owned()).await;
            refused.has_status(400);
            refused.answer.hides("hunter2");
            assert!(refused.text("detail").contains("at line 1"));
        }
        let refused = send(&mut client, &operation, "application/json", vec![0xff; 9]).await;
        refused.has_status(400);
    }
}

#[tokio::test]
async fn unknown_field_is_refused() {
    let site = Site::new();
    let body = json!({ "email": "a@example.com", "password": GOOD, "is_admin": true });
    let refused = Client::new(&site).post("/account", body).await;
    refused.has_status(400);
}

#[tokio::test]
async fn too_large_body_returns_413() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    for operation in with_bodies() {
        let large = format!("{{\"email\": \"{}\"}}", "x".repeat(64 * 1024));
        let refused = send(&mut client, &operation, "application/json", large).await;
        refused.has_status(413);
    }
}

#[tokio::test]
async fn api_returns_json_to_browsers_without_redirects() {
    let site = Site::new();
    let mut browser = site.browser();
    for path in ["/session", "/account", "/account/export", "/sessions"] {
        let refused = browser.get(&format!("/api/v1{path}")).await;
        refused.has_status(401);
        assert_eq!(refused.header("content-type"), "application/problem+json");
    }
}

/// Arbitrary JSON, often with the names of real members.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just("alice@example.com".into()),
        Just("A".repeat(43).into()),
        Just("token".into()),
    ];
    let names = [
        "email",
        "password",
        "current_password",
        "token",
        "session",
        "device",
        "remember",
        "confirmation",
        "x",
    ];
    leaf.prop_recursive(3, 16, 4, move |inner| {
        let member = (proptest::sample::select(names.to_vec()), inner.clone());
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::from),
            proptest::collection::vec(member, 0..4).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_json_is_sent_the_api_returns_no_internal_error(body in any_json()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let site = Site::new();
            let mut client = Client::with_cookie(&site).await;
            for operation in with_bodies() {
                let answer = send(&mut client, &operation, "application/json", body.to_string());
                assert!(answer.await.answer.status.as_u16() < 500);
            }
        });
    }
}
