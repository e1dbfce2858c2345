//! Other applications behind a reverse proxy that asks Vestibule for the user.

use axum::{body::Body, http::Request};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, GOOD, Site},
};

const APP: &str = "https://app.example.com/secrets?a=1&b=2";
const LOG_IN: &str = "https://accounts.example.com/login?next=https%3A%2F%2Fapp.example.com%2Fsecrets%3Fa%3D1%26b%3D2";

fn site() -> Site {
    Site::with(Choices {
        public_url: Some("https://accounts.example.com"),
        protected_hosts: "app.example.com",
        cookie_domain: Some("example.com"),
        ..Choices::default()
    })
}

/// As Caddy and Traefik ask.
async fn forwarded(browser: &mut Browser, method: &str, host: &str) -> Answer {
    let request = Request::get("/auth/forward")
        .header("x-forwarded-method", method)
        .header("x-forwarded-proto", "https")
        .header("x-forwarded-host", host)
        .header("x-forwarded-uri", "/secrets?a=1&b=2");
    browser.send(request.body(Body::empty()).unwrap()).await
}

/// As nginx is configured to ask.
async fn original(browser: &mut Browser, url: &str) -> Answer {
    let request = Request::get("/auth/forward").header("x-original-url", url);
    browser.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn forward_auth_accepts_a_session_with_the_user() {
    let site = site();
    let mut alice = site.logged_in_browser().await;
    for answer in [
        forwarded(&mut alice, "POST", "app.example.com").await,
        original(&mut alice, APP).await,
    ] {
        answer.has_status(200);
        assert_eq!(answer.header("remote-user").len(), 36, "a UUID");
        assert!(answer.header("cache-control").contains("no-store"));
    }
}

#[tokio::test]
async fn unverified_address_is_not_disclosed_to_applications() {
    let site = site();
    let mut alice = site.logged_in_browser().await;
    let answer = original(&mut alice, APP).await;
    let told = answer.headers.get("remote-email");
    assert_eq!(told.unwrap(), "", "it is there, to replace a forged one");
}

#[tokio::test]
async fn visitor_logs_in_and_returns() {
    let site = site();
    site.logged_in_browser().await;
    let mut browser = site.browser();
    forwarded(&mut browser, "GET", "app.example.com")
        .await
        .leads_to(LOG_IN);
    let asked = original(&mut browser, APP).await;
    asked.has_status(401);
    assert_eq!(asked.header("location"), LOG_IN);

    let path = LOG_IN.strip_prefix("https://accounts.example.com").unwrap();
    let page = browser.get(path).await;
    page.shows(r#"name="next" value="https://app.example.com/secrets?a=1&amp;b=2""#);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("form-action 'self' https://app.example.com"),
        "browsers follow the answer to a form only there: {policy}"
    );
    let fields = [("email", ALICE), ("password", GOOD), ("next", APP)];
    let answer = browser.post("/login", &fields).await;
    answer.leads_to(APP);
    let cookie = answer.set_cookies().join("\n");
    assert!(cookie.contains("__Secure-vestibule_session="), "{cookie}");
    assert!(cookie.contains("Domain=example.com"), "{cookie}");
    original(&mut browser, APP).await.has_status(200);

    browser.get("/logout").await;
    original(&mut browser, APP).await.has_status(401);
}

#[tokio::test]
async fn api_request_and_form_are_not_redirected_by_forward_auth() {
    let site = site();
    let mut browser = site.browser();
    let form = forwarded(&mut browser, "POST", "app.example.com").await;
    form.has_status(401);
    let request = Request::get("/auth/forward")
        .header("x-original-url", APP)
        .header("accept", "application/json");
    let answer = browser.send(request.body(Body::empty()).unwrap()).await;
    answer.has_status(401);
    assert_eq!(answer.header("location"), "");
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn unlisted_host_gets_no_access_and_no_redirect() {
    let site = site();
    let mut alice = site.logged_in_browser().await;
    for host in ["evil.example", "app.example.com.evil.example", "", "a b"] {
        for browser in [&mut alice, &mut site.browser()] {
            let answer = forwarded(browser, "GET", host).await;
            answer.has_status(403);
            assert_eq!(answer.header("remote-user"), "");
        }
    }
    for url in [
        "http://app.example.com/",
        "https://app.example.com@evil.example/",
    ] {
        original(&mut alice, url).await.has_status(403);
    }
    alice.get("/auth/forward").await.has_status(403);

    let mut browser = site.browser();
    let evil = "https://evil.example/app.example.com";
    let page = browser
        .get("/login?next=https%3A%2F%2Fevil.example%2Fapp.example.com")
        .await;
    assert!(!page.body.contains("evil.example"), "{}", page.body);
    let fields = [("email", ALICE), ("password", GOOD), ("next", evil)];
    browser.post("/login", &fields).await.leads_to("/cookies");
}

#[tokio::test]
async fn page_with_two_host_headers_must_be_protected_under_both() {
    let site = site();
    let mut alice = site.logged_in_browser().await;
    let (ours, other) = ("app.example.com", "other.example.com");
    for (original, forwarded, status) in [
        (ours, ours, 200),
        (ours, other, 403),
        (other, ours, 403),
        (other, other, 403),
    ] {
        for browser in [&mut alice, &mut site.browser()] {
            let request = Request::get("/auth/forward")
                .header("x-original-url", format!("https://{original}/"))
                .header("x-forwarded-proto", "https")
                .header("x-forwarded-host", forwarded)
                .header("x-forwarded-uri", "/");
            let answer = browser.send(request.body(Body::empty()).unwrap()).await;
            let is_logged_in = !browser.cookies.is_empty();
            let expected = if is_logged_in || status == 403 {
                status
            } else {
                401
            };
            assert_eq!(answer.status, expected, "{original} {forwarded}");
        }
    }
}

#[tokio::test]
async fn site_without_protected_hosts_answers_no_forward_auth() {
    let site = Site::new();
    let mut alice = site.logged_in_browser().await;
    original(&mut alice, APP).await.has_status(403);
    let fields = [("email", ALICE), ("password", GOOD), ("next", APP)];
    let answer = site.browser().post("/login", &fields).await;
    answer.leads_to("/cookies");
}

#[tokio::test]
async fn forward_auth_queries_the_store_once() {
    let site = site();
    let mut alice = site.logged_in_browser().await;
    site.store.asked();
    original(&mut alice, APP).await.has_status(200);
    assert_eq!(site.store.asked(), 1);
    original(&mut site.browser(), APP).await.has_status(401);
    assert_eq!(site.store.asked(), 0);
}

/// Cookie and token authenticate separately: the cached answer for one is not used for the other.
#[tokio::test]
async fn bearer_token_in_forward_auth_does_not_override_the_cookie() {
    let site = site();
    let mut alice = site.logged_in_browser().await;
    let mut bob = site.browser();
    super::fixture::register(&mut bob, "bob@example.com", GOOD).await;
    let token = &bob.cookies["__Secure-vestibule_session"];
    let asked = |host: &str| {
        Request::get("/auth/forward")
            .header("authorization", format!("Bearer {token}"))
            .header("x-forwarded-method", "POST")
            .header("x-original-url", format!("https://{host}/"))
            .body(Body::empty())
            .unwrap()
    };
    let page = site.browser().send(asked("app.example.com")).await;
    page.has_status(401);
    page.shows("bob@example.com");
    let page = alice.send(asked("other.example.com")).await;
    page.has_status(403);
    page.shows("bob@example.com");
    page.hides(ALICE);
    alice.send(asked("app.example.com")).await.has_status(200);
}
