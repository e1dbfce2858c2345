use axum::{Router, body::Body, http::Request, routing::get};
use http_body_util::BodyExt;

use super::fixture::{Choices, FORM, Site};

fn request(method: &str, path: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn error_page_shows_the_logged_in_user() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for (method, path, status) in [
        ("GET", "/nowhere", 404),
        ("PUT", "/login", 405),
        ("GET", "/panic", 500),
    ] {
        let page = browser.send(request(method, path)).await;
        page.has_status(status);
        page.shows("Logged in as <strong>alice@example.com</strong>.");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        page.hides("a bug of the host");
    }
}

#[tokio::test]
async fn api_client_gets_a_problem_document() {
    let site = Site::new();
    let request = Request::get("/nowhere").header("accept", "application/json");
    let answer = site
        .browser()
        .send(request.body(Body::empty()).unwrap())
        .await;
    answer.has_status(404);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(
        answer.body,
        r#"{"type":"about:blank","title":"Not Found","status":404}"#
    );
}

#[tokio::test]
async fn wrong_method_returns_the_allowed_methods() {
    let site = Site::new();
    for (path, allowed) in [
        ("/login", "GET,HEAD,POST"),
        ("/register", "GET,HEAD,POST"),
        ("/logout", "GET,HEAD,POST"),
        ("/settings", "GET,HEAD"),
        ("/settings/password", "POST"),
        ("/forgot-password", "GET,HEAD,POST"),
        ("/mail-sent", "GET,HEAD"),
        ("/reset-password", "GET,HEAD,POST"),
        ("/verify-email", "GET,HEAD,POST"),
        ("/verify-email/resend", "GET,HEAD,POST"),
        ("/confirm-password", "GET,HEAD,POST"),
        ("/settings/sessions", "GET,HEAD"),
        ("/settings/sessions/x/revoke", "POST"),
        ("/settings/sessions/revoke-others", "POST"),
        ("/settings/account", "GET,HEAD"),
        ("/settings/account/export", "GET,HEAD"),
        ("/settings/account/delete", "POST"),
        ("/settings/activity", "GET,HEAD"),
        ("/settings/email", "GET,HEAD,POST"),
        ("/settings/email/confirm", "GET,HEAD,POST"),
        ("/settings/email/undo", "GET,HEAD,POST"),
        ("/healthz", "GET,HEAD"),
    ] {
        for method in ["PUT", "DELETE", "PATCH", "TRACE"] {
            let answer = site.browser().send(request(method, path)).await;
            answer.has_status(405);
            assert_eq!(answer.header("allow"), allowed, "{path}");
        }
    }
    site.browser()
        .get("/settings/password")
        .await
        .has_status(405);
}

#[tokio::test]
async fn error_page_shows_the_request_id_of_the_log() {
    let site = Site::new();
    let first = site.browser().get("/panic").await;
    let second = site.browser().get("/panic").await;
    first.has_status(500);
    assert_ne!(first.body, second.body, "each has an id of its own");
}

#[tokio::test]
async fn large_bodies_and_wrong_media_types_are_refused() {
    let site = Site::new();
    for (media_type, body, status) in [
        (FORM, "x".repeat(64 * 1024 + 1), 413),
        (FORM, "x".repeat(2 * 1024 * 1024), 413),
        ("application/json", "{}".into(), 415),
        ("multipart/form-data; boundary=x", "--x--".into(), 415),
        ("text/plain", "email=a".into(), 415),
        ("", String::new(), 415),
    ] {
        let request = Request::post("/register").header("content-type", media_type);
        let page = site
            .browser()
            .send(request.body(body.into()).unwrap())
            .await;
        page.has_status(status);
        page.shows("<!doctype html>");
    }
}

#[tokio::test]
async fn error_body_of_the_application_is_kept() {
    let host = Router::new()
        .route(
            "/teapot",
            get(|| async { (axum::http::StatusCode::IM_A_TEAPOT, "short") }),
        )
        .fallback(|| async { (axum::http::StatusCode::NOT_FOUND, "the host's own page") });
    let site = Site::mounted(Choices::default(), host);
    assert_eq!(site.browser().get("/teapot").await.body, "short");
    assert_eq!(
        site.browser().get("/nowhere").await.body,
        "the host's own page"
    );
}

#[tokio::test]
async fn extractor_outside_of_mount_names_the_remedy() {
    use tower::ServiceExt;
    use vestibule_web::CurrentUser;
    let lost = Router::new().route("/", get(|_: Option<CurrentUser>| async { "never" }));
    let lost: Router = lost;
    let answer = lost.oneshot(request("GET", "/")).await.unwrap();
    assert_eq!(answer.status(), 500);
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    let said = String::from_utf8_lossy(&body);
    assert!(said.contains("added after `Vestibule::mount`"), "{said}");
}
