use std::net::Ipv4Addr;

use serde_json::json;
use vestibule_domain::{Disclosure, EmailKind, EmailVerification, Policy};

use super::client::Client;
use crate::pages::fixture::{ALICE, Choices, GOOD, Site};

#[tokio::test]
async fn browser_logs_in_and_authenticates_by_cookie() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    let session = client.get("/session").await;
    session.has_status(200);
    assert_eq!(session.json["account"]["email"], ALICE);
    assert_eq!(session.json.get("token"), None);
    client.delete("/session").await.has_status(204);
    client.get("/session").await.has_status(401);
    let body = json!({ "email": ALICE, "password": GOOD, "remember": true });
    let opened = client.post("/session", body).await;
    opened.has_status(201);
    let cookies = opened.answer.set_cookies();
    assert!(cookies[0].contains("HttpOnly") && cookies[0].contains("Max-Age"));
    assert_eq!(opened.json["session"]["remembered"], true);
    client.get("/session").await.has_status(200);
}

#[tokio::test]
async fn api_client_logs_in_and_keeps_its_token() {
    let site = Site::new();
    Client::with_cookie(&site).await;
    let mut app = Client::new(&site);
    let body = json!({ "email": ALICE, "password": GOOD, "session": "token", "remember": true });
    let opened = app.post("/session", body).await;
    opened.has_status(201);
    assert!(opened.answer.set_cookies().is_empty());
    app.get("/session").await.has_status(401);
    app.token = Some(opened.text("token"));
    let session = app.get("/session").await;
    assert_eq!(session.json["account"]["email"], ALICE);
    let left = app.delete("/session").await;
    left.has_status(204);
    assert!(left.answer.set_cookies().is_empty());
    app.get("/session").await.has_status(401);
}

#[tokio::test]
async fn new_api_token_keeps_the_browser_session_and_revokes_the_previous_token() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    let body = json!({ "email": ALICE, "password": GOOD, "session": "token" });
    let first = client.post("/session", body.clone()).await.text("token");
    client.get("/session").await.has_status(200);
    let mut app = Client::new(&site);
    app.token = Some(first.clone());
    let second = app.post("/session", body).await.text("token");
    app.get("/session").await.has_status(401);
    app.token = Some(second);
    app.get("/session").await.has_status(200);
    client.get("/session").await.has_status(200);
}

#[tokio::test]
async fn api_client_is_recognized_by_its_device_token() {
    let site = Site::mailing(EmailVerification::Off);
    let mut app = Client::with_token(&site).await;
    app.token = None;
    let mut body = json!({ "email": ALICE, "password": GOOD, "session": "token" });
    let device = app.post("/session", body.clone()).await.text("device");
    let new_browsers = async || {
        let emailed = site.emailed().await;
        let kinds = emailed.iter().map(|(_, kind)| *kind);
        kinds.filter(|kind| *kind == EmailKind::NewBrowser).count()
    };
    let before = new_browsers().await;
    body["device"] = device.into();
    app.post("/session", body.clone()).await.has_status(201);
    assert_eq!(new_browsers().await, before, "it is no new one");
    body["device"] = "rubbish".into();
    app.post("/session", body).await.has_status(201);
    assert_eq!(new_browsers().await, before + 1);
}

#[tokio::test]
async fn problem_has_field_code_and_message_in_the_language_of_the_user() {
    let site = Site::new();
    Client::with_cookie(&site).await;
    let mut client = Client::new(&site);
    let empty = client.post("/session", json!({ "email": "", "password": "" }));
    let empty = empty.await;
    let missing = [
        (Some("email"), "email-missing"),
        (Some("password"), "password-missing"),
    ];
    assert_eq!(empty.errors(), missing);
    let wrong = json!({ "email": ALICE, "password": "a staple of another kind" });
    let refused = client.post("/session", wrong.clone()).await;
    assert_eq!(refused.errors(), [(None, "login-no-match")]);
    client.browser.languages = "de".to_owned();
    let german = client.post("/session", wrong).await;
    assert_eq!(german.errors(), refused.errors());
    assert_ne!(german.json["errors"], refused.json["errors"]);
    assert_eq!(german.answer.header("content-language"), "de");
}

#[tokio::test]
async fn disclosure_all_applies_to_the_api_and_the_pages() {
    let site = Site::with(Choices {
        policy: Policy::default().with(|policy| policy.disclosure = Disclosure::All),
        ..Choices::default()
    });
    Client::with_cookie(&site).await;
    let mut client = Client::new(&site);
    for (email, error) in [
        (ALICE, (Some("password"), "password-wrong")),
        ("bob@example.com", (Some("email"), "email-unknown")),
    ] {
        let body = json!({ "email": email, "password": "a staple of another kind" });
        assert_eq!(client.post("/session", body).await.errors(), [error]);
    }
}

#[tokio::test]
async fn unverified_login_is_explained() {
    let site = Site::mailing(EmailVerification::Required);
    let mut client = Client::new(&site);
    let body = json!({ "email": ALICE, "password": GOOD });
    client.post("/account", body.clone()).await.has_status(202);
    let refused = client.post("/session", body).await;
    assert_eq!(refused.errors(), [(None, "login-unverified")]);
}

#[tokio::test]
async fn login_attempts_are_limited_per_account_and_network() {
    let site = Site::new();
    Client::with_cookie(&site).await;
    let mut client = Client::new(&site);
    let body = json!({ "email": ALICE, "password": "a staple of another kind" });
    for _ in 0..10 {
        client.post("/session", body.clone()).await.has_status(422);
    }
    client.post("/session", body).await.has_status(429);

    let site = Site::new();
    let mut client = Client::new(&site);
    client.browser = site.browser_at(Ipv4Addr::new(192, 0, 2, 7));
    let mut alice = Client::with_cookie(&site).await;
    alice.browser.target.peer = client.browser.target.peer;
    for n in 0..60 {
        let email = format!("nobody{n}@example.com");
        let body = json!({ "email": email, "password": GOOD });
        client.post("/session", body).await.has_status(422);
    }
    let body = json!({ "email": "bob@example.com", "password": GOOD });
    client.post("/session", body).await.has_status(429);
    let change = json!({ "current_password": GOOD, "password": "another horse battery" });
    alice.put("/account/password", change).await.has_status(429);
    alice.get("/session").await.has_status(200);
}
