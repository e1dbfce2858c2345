use axum::{body::Body, http::Request};
use serde_json::json;

use super::client::Client;
use crate::pages::{
    browser::Answer,
    fixture::{ALICE, Choices, GOOD, Site},
};

const BOB: &str = "bob@example.com";

async fn ask(client: &mut Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path).header("accept", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    client.browser.send(request).await
}

#[tokio::test]
async fn bearer_token_authenticates_application_routes() {
    let site = Site::new();
    let mut app = Client::with_token(&site).await;
    let bearer = format!("bearer {}", app.token.take().unwrap());
    let sent = [("authorization", bearer.as_str())];
    let page = ask(&mut app, "/closed", &sent).await;
    page.shows("Hello, alice@example.com");
    assert_eq!(page.header("cache-control"), "no-store");
    let refused = ask(&mut app, "/closed", &[]).await;
    refused.has_status(401);
    assert_eq!(refused.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn bearer_token_takes_precedence_over_the_cookie() {
    let site = Site::new();
    let mut alice = Client::with_cookie(&site).await;
    let mut bob = Client::new(&site);
    let body = json!({ "email": BOB, "password": GOOD, "session": "token" });
    let token = bob.post("/account", body).await.text("token");
    alice.token = Some(token.clone());
    let session = alice.get("/session").await;
    assert_eq!(session.json["account"]["email"], BOB);
    for rubbish in ["", "rubbish", "a b", &"A".repeat(43), &"A".repeat(4000)] {
        alice.token = Some(rubbish.to_owned());
        let refused = alice.get("/session").await;
        refused.has_status(401);
        assert!(refused.answer.set_cookies().is_empty(), "{rubbish}");
    }
    alice.token = None;
    let (one, other) = (format!("Bearer {token}"), "Bearer rubbish");
    let twice = [("authorization", one.as_str()), ("authorization", other)];
    ask(&mut alice, "/closed", &twice).await.has_status(401);
    alice.get("/session").await.has_status(200);
}

#[tokio::test]
async fn malformed_bearer_header_does_not_fall_back_to_the_cookie() {
    let site = Site::new();
    let mut alice = Client::with_cookie(&site).await;
    let body = json!({ "email": BOB, "password": GOOD, "session": "token" });
    let token = Client::new(&site)
        .post("/account", body)
        .await
        .text("token");
    for sent in [
        format!("Bearer\t{token}"),
        format!("bearer \t{token}"),
        format!("Bearer,{token}"),
        format!("BEARER=\"{token}\""),
        format!("Bearer {token}\u{fc}"),
        format!("Bearer\u{fc}{token}"),
        "Bearer".to_owned(),
    ] {
        let refused = ask(&mut alice, "/closed", &[("authorization", &sent)]).await;
        assert_eq!(refused.status, 401, "{sent:?}");
    }
    let spaces = format!("Bearer   {token}");
    let page = ask(&mut alice, "/closed", &[("authorization", &spaces)]).await;
    page.shows("Hello, bob@example.com");
    let (basic, bearer) = ("Basic YWxpY2U6eA==", format!("Bearer {token}"));
    for lines in [[basic, &bearer], [&bearer, basic]] {
        let lines = lines.map(|line| ("authorization", line));
        ask(&mut alice, "/closed", &lines).await.has_status(401);
    }
}

#[tokio::test]
async fn other_authorization_scheme_is_ignored() {
    let site = Site::new();
    let mut alice = Client::with_cookie(&site).await;
    for sent in [
        "Basic YWxpY2U6eA==",
        "Basic Z\u{fc}rich",
        "\u{fc}",
        "",
        "Bearers x",
    ] {
        let page = ask(&mut alice, "/closed", &[("authorization", sent)]).await;
        page.shows("Hello, alice@example.com");
    }
    let twice = [
        ("authorization", "Basic YWxpY2U6eA=="),
        ("authorization", "Digest x"),
    ];
    let page = ask(&mut alice, "/closed", &twice).await;
    page.shows("Hello, alice@example.com");
}

#[tokio::test]
async fn forward_auth_ignores_bearer_tokens_of_the_upstream() {
    let site = Site::with(Choices {
        public_url: Some("https://accounts.example.com"),
        protected_hosts: "app.example.com",
        cookie_domain: Some("example.com"),
        ..Choices::default()
    });
    let mut alice = Client::with_cookie(&site).await;
    let theirs = [
        ("authorization", "Bearer of-the-application"),
        ("x-original-url", "https://app.example.com/secrets"),
    ];
    ask(&mut alice, "/auth/forward", &theirs)
        .await
        .has_status(200);
    let mut app = Client::with_token(&Site::new()).await;
    ask(&mut app, "/auth/forward", &theirs)
        .await
        .has_status(403);
}

#[tokio::test]
async fn renewed_token_is_returned_by_the_same_transport() {
    for path in ["/session/authentication", "/account/password"] {
        let site = Site::new();
        let mut body = json!({ "current_password": GOOD });
        let method = if path == "/session/authentication" {
            "POST"
        } else {
            "PUT"
        };
        if method == "PUT" {
            body["password"] = "another horse battery".into();
        }
        let mut app = Client::with_token(&site).await;
        let old = app.token.clone();
        let renewed = app.call(method, path, Some(body.to_string())).await;
        renewed.has_status(200);
        assert!(renewed.answer.set_cookies().is_empty());
        app.get("/session").await.has_status(401);
        app.token = Some(renewed.text("token"));
        assert_ne!(app.token, old);
        app.get("/session").await.has_status(200);

        let site = Site::new();
        let mut browser = Client::with_cookie(&site).await;
        let before = browser.clone();
        let renewed = browser.call(method, path, Some(body.to_string())).await;
        renewed.has_status(200);
        assert_eq!(renewed.json.get("token"), None);
        browser.get("/session").await.has_status(200);
        before.clone().get("/session").await.has_status(401);
    }
}

#[tokio::test]
async fn bearer_login_sets_no_cookie_and_cookie_login_returns_no_token() {
    let site = Site::new();
    let mut alice = Client::with_cookie(&site).await;
    let cookie = alice.browser.cookies["vestibule_session"].clone();
    for path in [
        "/session",
        "/sessions",
        "/account",
        "/account/export",
        "/account/activity",
    ] {
        let reply = alice.get(path).await;
        reply.has_status(200);
        reply.answer.hides(&cookie);
        reply
            .answer
            .shows(if path == "/account" { ALICE } else { "\"" });
    }
}
