use axum::{Router, body::Body, http::Request, middleware::from_fn, routing::get};
use vestibule_web::require_login;

use super::fixture::{ALICE, Choices, GOOD, Site};

#[tokio::test]
async fn visitor_is_redirected_to_login_and_back() {
    let site = Site::new();
    site.logged_in_browser().await;
    let mut browser = site.browser();
    browser
        .get("/closed?a=1&b=2")
        .await
        .leads_to("/login?next=%2Fclosed%3Fa%3D1%26b%3D2");
    let fields = [
        ("email", ALICE),
        ("password", GOOD),
        ("next", "/closed?a=1&b=2"),
    ];
    browser
        .post("/login", &fields)
        .await
        .leads_to("/closed?a=1&b=2");
    browser
        .get("/closed?a=1&b=2")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn api_request_without_a_session_gets_401_and_a_problem_document() {
    let site = Site::new();
    for accept in ["*/*", "application/json"] {
        let request = Request::get("/closed").header("accept", accept);
        let answer = site
            .browser()
            .send(request.body(Body::empty()).unwrap())
            .await;
        answer.has_status(401);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        answer.shows(r#""status":401"#);
    }
}

#[tokio::test]
async fn head_is_protected_like_get() {
    let site = Site::new();
    for path in [
        "/closed",
        "/settings",
        "/settings/email",
        "/settings/sessions",
        "/settings/account/export",
        "/settings/activity",
        "/confirm-password",
    ] {
        let head = Request::head(path).body(Body::empty()).unwrap();
        let answer = site.browser().send(head).await;
        assert_eq!(
            answer.status,
            site.browser().get(path).await.status,
            "{path}"
        );
    }
}

#[tokio::test]
async fn login_after_a_form_returns_to_the_page_of_the_form() {
    let site = Site::new();
    let post = |referer: &str| {
        let request = Request::post("/closed")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", super::fixture::FORM)
            .header("referer", referer);
        request.body(Body::empty()).unwrap()
    };
    let answer = site
        .browser()
        .send(post("http://shop.test/basket?n=1"))
        .await;
    answer.leads_to("/login?next=%2Fbasket%3Fn%3D1");
    let answer = site
        .browser()
        .send(post("https://evil.example/basket"))
        .await;
    answer.leads_to("/login");
}

#[tokio::test]
async fn open_page_is_public_and_knows_the_user() {
    let site = Site::new();
    site.browser().get("/open").await.shows("Hello, visitor");
    site.logged_in_browser()
        .await
        .get("/open")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn layer_protects_a_whole_router() {
    let inside = Router::new()
        .route("/members", get("for members"))
        .route("/members/list", get("a list"))
        .route_layer(from_fn(require_login));
    let site = Site::mounted(Choices::default(), inside);
    site.browser()
        .get("/members/list")
        .await
        .leads_to("/login?next=%2Fmembers%2Flist");
    site.logged_in_browser()
        .await
        .get("/members")
        .await
        .shows("for members");
}

#[tokio::test]
async fn application_prefix_is_kept_in_next() {
    let inside = Router::new().nest(
        "/inner",
        Router::new()
            .route("/page", get("inside"))
            .route_layer(from_fn(require_login)),
    );
    let site = Site::mounted(Choices::default(), inside);
    site.browser()
        .get("/inner/page")
        .await
        .leads_to("/login?next=%2Finner%2Fpage");
}

#[tokio::test]
async fn expired_session_is_redirected_to_login() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.clock
        .advance(std::time::Duration::from_secs(14 * 24 * 60 * 60));
    browser
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}
