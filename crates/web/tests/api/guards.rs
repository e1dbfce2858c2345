use axum::{body::Body, http::Request};
use serde_json::json;
use vestibule_domain::EmailVerification;
use vestibule_web::Route;

use super::client::{Client, DOCUMENT};
use crate::pages::fixture::{ALICE, Choices, GOOD, Site};

#[tokio::test]
async fn cross_site_request_is_refused_with_cookie_or_token() {
    let site = Site::new();
    let clients = [Client::with_cookie(&site).await, {
        let mut app = Client::new(&site);
        let body = json!({ "email": ALICE, "password": GOOD, "session": "token" });
        app.token = Some(app.post("/session", body).await.text("token"));
        app
    }];
    for mut client in clients {
        for header in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("referer", "https://evil.example/page"),
        ] {
            client.headers = vec![(header.0, header.1.to_owned())];
            let body = json!({ "current_password": GOOD });
            client
                .post("/session/authentication", body)
                .await
                .has_status(403);
            client.delete("/session").await.has_status(403);
            client.delete("/sessions/others").await.has_status(403);
        }
        client.headers = vec![("origin", "http://shop.test".to_owned())];
        client.get("/session").await.has_status(200);
        client.delete("/session").await.has_status(204);
    }
}

#[tokio::test]
async fn api_sends_no_cors_headers() {
    let site = Site::new();
    let mut browser = site.browser();
    for method in ["OPTIONS", "GET", "POST"] {
        let request = Request::builder()
            .method(method)
            .uri("/api/v1/session")
            .header("origin", "https://app.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization");
        let answer = browser.send(request.body(Body::empty()).unwrap()).await;
        assert!(answer.status.is_client_error());
        let names = answer.headers.keys().map(|name| name.as_str());
        let mut invitations = names.filter(|name| name.starts_with("access-control-"));
        assert_eq!(invitations.next(), None);
    }
}

#[tokio::test]
async fn database_outage_in_forward_auth_returns_503_and_logs_no_user_out() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut app = Client::with_token(&site).await;
    let mut browser = app.clone();
    browser.token = None;
    site.store.switch_off();
    for path in [
        "/session",
        "/account",
        "/account/activity",
        "/account/export",
        "/sessions",
    ] {
        app.get(path).await.has_status(503);
    }
    let log_in = json!({ "email": ALICE, "password": GOOD });
    for path in ["/session", "/account"] {
        browser.post(path, log_in.clone()).await.has_status(503);
    }
    let link = json!({ "token": "A".repeat(43) });
    for path in [
        "/link",
        "/email-change/undo",
        "/email-verification/disavowal",
    ] {
        browser.post(path, link.clone()).await.has_status(503);
    }
    let email = json!({ "email": ALICE });
    for path in ["/password-reset", "/email-verification"] {
        browser.post(path, email.clone()).await.has_status(503);
    }
    app.delete("/session").await.has_status(503);
    site.store.switch_on();
    app.get("/session").await.has_status(200);
    site.hasher.set_busy(true);
    browser.post("/session", log_in).await.has_status(503);
}

#[tokio::test]
async fn forward_auth_queries_once_for_a_user_and_never_for_a_visitor() {
    let site = Site::new();
    let mut app = Client::with_token(&site).await;
    let mut visitor = Client::new(&site);
    site.store.asked();
    for path in ["/session", "/account"] {
        app.get(path).await.has_status(200);
        assert_eq!(site.store.asked(), 1, "{path}");
        visitor.get(path).await.has_status(401);
        assert_eq!(site.store.asked(), 0, "{path}");
    }
    visitor.delete("/session").await.has_status(204);
    visitor
        .post("/session", json!({ "email": "", "password": "" }))
        .await
        .has_status(422);
    assert_eq!(site.store.asked(), 0);
    let body = json!({ "email": ALICE, "password": GOOD, "session": "token" });
    visitor.post("/session", body).await.has_status(201);
    assert_eq!(site.store.asked(), 4, "as at the page");
}

#[tokio::test]
async fn routes_that_the_application_omits_are_omitted_in_the_api() {
    let site = Site::with(Choices {
        without: vec![Route::REGISTER, Route::FORGOT_PASSWORD],
        ..Choices::default()
    });
    let mut browser = site.browser();
    let document = browser.get("/api/v1/openapi.json").await.body;
    assert!(!document.contains("\"register\"") && !document.contains("/password-reset\":"));
    assert!(document.contains("\"logIn\"") && document.contains("\"readAccount\""));
    let request = Request::post("/api/v1/account")
        .header("content-type", "application/json")
        .body(Body::from(
            json!({ "email": ALICE, "password": GOOD }).to_string(),
        ));
    browser.send(request.unwrap()).await.has_status(405);
}

#[tokio::test]
async fn api_reference_page_lists_each_operation_without_scripts() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let page = browser.get("/api/v1/docs").await;
    page.has_status(200);
    page.hides("<script");
    page.hides("style=");
    page.shows("href=\"openapi.json\"");
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            page.shows(&format!("{} {path}</code>", method.to_uppercase()));
            page.shows(&format!(
                "id=\"{}\"",
                operation["operationId"].as_str().unwrap()
            ));
        }
    }
    browser.languages = "de".to_owned();
    browser.get("/api/v1/docs").await.shows("<h1>API</h1>");
}
