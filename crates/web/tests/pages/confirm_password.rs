use std::time::Duration;

use axum::{Router, body::Body, http::Request, middleware::from_fn, routing::get};
use vestibule_web::{RecentlyAuthenticated, require_recent_login};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, FORM, GOOD, Greeting, Site, log_in},
};

const A_WHILE: Duration = Duration::from_secs(11 * 60);

fn site() -> Site {
    async fn silver(owner: RecentlyAuthenticated) -> String {
        format!("the silver of {}", owner.email)
    }
    let vault: Router<Greeting> = Router::new().route("/vault", get(silver).post(silver));
    Site::mounted(Choices::default(), vault)
}

async fn confirm(browser: &mut Browser, password: &str, next: &str) -> Answer {
    let fields = [("current_password", password), ("next", next)];
    browser.post("/confirm-password", &fields).await
}

#[tokio::test]
async fn browser_left_open_asks_for_the_password() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    let silver = "the silver of alice@example.com";
    browser.get("/vault").await.shows(silver);
    site.clock.advance(A_WHILE);
    let asked = "/confirm-password?next=%2Fvault%3Fa%3D1%26b%3D2";
    browser.get("/vault?a=1&b=2").await.leads_to(asked);

    let page = browser.get(asked).await;
    page.shows("Confirm your password");
    page.shows(r#"name="next" value="/vault?a=1&amp;b=2""#);
    confirm(&mut browser, GOOD, "/vault?a=1&b=2")
        .await
        .leads_to("/vault?a=1&b=2");
    browser.get("/vault?a=1&b=2").await.shows(silver);
}

#[tokio::test]
async fn password_is_asked_once_within_ten_minutes() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    for _ in 0..2 {
        site.clock.advance(Duration::from_secs(10 * 60 - 1));
        browser.get("/vault").await.has_status(200);
        site.clock.advance(Duration::from_secs(1));
        browser
            .get("/vault")
            .await
            .leads_to("/confirm-password?next=%2Fvault");
        confirm(&mut browser, GOOD, "/vault")
            .await
            .leads_to("/vault");
    }
}

#[tokio::test]
async fn copied_cookie_is_invalid_after_reauthentication() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    let mut attacker = browser.clone();
    site.clock.advance(A_WHILE);
    confirm(&mut browser, GOOD, "/vault")
        .await
        .leads_to("/vault");
    assert_ne!(
        browser.cookies["vestibule_session"],
        attacker.cookies["vestibule_session"]
    );
    attacker
        .get("/vault")
        .await
        .leads_to("/login?next=%2Fvault");
    attacker
        .get("/settings")
        .await
        .leads_to("/login?next=%2Fsettings");
    browser.get("/settings").await.has_status(200);
}

#[tokio::test]
async fn reauthentication_without_the_password_is_refused() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(A_WHILE);
    for (password, message) in [
        ("wrong password", "does not appear to be correct"),
        ("", "Enter your password."),
    ] {
        let page = confirm(&mut browser, password, "/vault").await;
        page.has_status(422);
        page.shows(message);
        page.shows(r#"id="current_password-error" role="alert""#);
        page.shows(r#"name="next" value="/vault""#);
        assert!(page.set_cookies().is_empty());
    }
    browser
        .get("/vault")
        .await
        .leads_to("/confirm-password?next=%2Fvault");
    browser.get("/settings").await.has_status(200);
}

#[tokio::test]
async fn form_after_the_recent_login_expired_returns_to_its_page() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(A_WHILE);
    let post = |referer: &str| {
        let request = Request::post("/vault")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", FORM)
            .header("referer", referer);
        request.body(Body::empty()).unwrap()
    };
    browser
        .send(post("http://shop.test/hall?n=1"))
        .await
        .leads_to("/confirm-password?next=%2Fhall%3Fn%3D1");
    browser
        .send(post("https://evil.example/hall"))
        .await
        .leads_to("/confirm-password");
}

#[tokio::test]
async fn api_client_gets_a_problem_that_requires_reauthentication() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(A_WHILE);
    let request = Request::get("/vault").header("accept", "application/json");
    let answer = browser.send(request.body(Body::empty()).unwrap()).await;
    answer.has_status(403);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    answer.shows(r#""detail":"The user must authenticate once more, at /confirm-password.""#);
    answer.hides("silver");
}

#[tokio::test]
async fn visitor_logs_in_and_is_not_asked_for_the_password_again() {
    let site = site();
    site.logged_in_browser().await;
    let mut browser = site.browser();
    browser.get("/vault").await.leads_to("/login?next=%2Fvault");
    confirm(&mut browser, GOOD, "/vault")
        .await
        .leads_to("/login");
    let asked = "/confirm-password?next=%2Fvault";
    browser
        .get(asked)
        .await
        .leads_to("/login?next=%2Fconfirm-password%3Fnext%3D%252Fvault");
    log_in(&mut browser, ALICE, GOOD).await;
    browser.get(asked).await.leads_to("/vault");
}

#[tokio::test]
async fn next_to_another_site_is_ignored_after_reauthentication() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "",
    ] {
        confirm(&mut browser, GOOD, next)
            .await
            .leads_to("/settings");
    }
    browser
        .get("/confirm-password?next=https%3A%2F%2Fevil.example")
        .await
        .leads_to("/settings");
}

#[tokio::test]
async fn layer_protects_a_whole_router() {
    let inside = Router::new()
        .route("/vault", get("the silver"))
        .route_layer(from_fn(require_recent_login));
    let site = Site::mounted(Choices::default(), inside);
    site.browser()
        .get("/vault")
        .await
        .leads_to("/login?next=%2Fvault");
    let mut browser = site.logged_in_browser().await;
    browser.get("/vault").await.shows("the silver");
    site.clock.advance(A_WHILE);
    browser
        .get("/vault")
        .await
        .leads_to("/confirm-password?next=%2Fvault");
}

#[tokio::test]
async fn remembered_session_stays_remembered() {
    let site = site();
    site.logged_in_browser().await;
    let mut browser = site.browser();
    let fields = [("email", ALICE), ("password", GOOD), ("remember", "on")];
    browser.post("/login", &fields).await;
    let answer = confirm(&mut browser, GOOD, "").await;
    let cookie = answer.set_cookies()[0];
    assert!(cookie.starts_with("vestibule_session="), "{cookie}");
    assert!(cookie.contains("Max-Age=2592000"), "{cookie}");
}

#[tokio::test]
async fn database_outage_returns_503_and_logs_no_user_out() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(A_WHILE);
    site.store.switch_off();
    for page in [
        browser.get("/vault").await,
        browser.get("/confirm-password").await,
        confirm(&mut browser, GOOD, "/vault").await,
    ] {
        page.has_status(503);
        assert!(page.set_cookies().is_empty());
    }
    // The query of the session succeeds; the next one fails.
    site.store.switch_off_after(1);
    let page = confirm(&mut browser, GOOD, "/vault").await;
    page.has_status(503);
    page.shows("The password could not be checked. Please try again.");
    page.shows(r#"name="next" value="/vault""#);
    site.store.switch_on();
    confirm(&mut browser, GOOD, "/vault")
        .await
        .leads_to("/vault");
}
