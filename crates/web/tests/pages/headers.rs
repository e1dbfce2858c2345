use axum::{body::Body, http::Request};

use super::fixture::{Choices, FORM, Site};

#[tokio::test]
async fn strict_transport_security_is_sent_on_https() {
    let public_url = Some("https://shop.test");
    let site = Site::with(Choices {
        public_url,
        ..Choices::default()
    });
    for path in ["/login", "/nowhere"] {
        let answer = site.browser().get(path).await;
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=31536000"
        );
    }
}

#[tokio::test]
async fn response_that_depends_on_the_user_is_not_cached() {
    let site = Site::new();
    for mut browser in [site.browser(), site.logged_in_browser().await] {
        for path in [
            "/login",
            "/register",
            "/forgot-password",
            "/mail-sent",
            "/reset-password",
            "/verify-email",
            "/settings",
            "/settings/email",
            "/settings/sessions",
            "/settings/account",
            "/settings/account/export",
            "/settings/activity",
            "/confirm-password",
            "/open",
            "/closed",
            "/nowhere",
            "/logout",
        ] {
            let answer = browser.get(path).await;
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert_eq!(answer.header("vary"), "Cookie", "{path}");
        }
    }
    let the_same_for_all = site.browser().get("/static").await;
    assert_eq!(the_same_for_all.header("cache-control"), "");
    assert_eq!(the_same_for_all.header("vary"), "");
}

#[tokio::test]
async fn style_sheet_is_cached_forever_under_its_content_hash() {
    let site = Site::new();
    let path = style_path(&site.browser().get("/login").await.body);
    let style = site.browser().get(&path).await;
    style.has_status(200);
    assert_eq!(
        style.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert!(style.header("content-type").starts_with("text/css"));
    site.browser()
        .get("/assets/style.css")
        .await
        .has_status(404);
}

#[tokio::test]
async fn visitor_requests_create_no_row_and_no_cookie() {
    let site = Site::new();
    for path in [
        "/",
        "/login",
        "/register",
        "/forgot-password",
        "/mail-sent",
        "/verify-email/resend",
        "/reset-password?token=x",
        "/verify-email?token=x",
        "/open",
        "/nowhere",
    ] {
        let answer = site.browser().get(path).await;
        assert!(
            answer.set_cookies().is_empty(),
            "{path}: {:?}",
            answer.set_cookies()
        );
    }
    let post = Request::post("/login")
        .header("content-type", FORM)
        .body(Body::empty())
        .unwrap();
    assert!(site.browser().send(post).await.set_cookies().is_empty());
    assert_eq!(site.store.asked(), 0);
}

pub(crate) fn style_path(html: &str) -> String {
    let from = html.find("/assets/style-").unwrap();
    html[from..].split('"').next().unwrap().to_owned()
}
