//! The targets of redirects.

use std::time::Duration;

use axum::{body::Body, http::Request};
use url::Url;

use crate::pages::{
    browser::Answer,
    fixture::{ALICE, FORM, GOOD, Site},
};

/// Values that led to another site in those libraries.
const EVIL: [&str; 19] = [
    "/////evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\r\n/evil.example",
    "/\r\nLocation: https://evil.example",
    "http:\\\\\\evil.example",
    "http:///evil.example",
    "https:evil.example",
    "https://evil.example",
    "http://shop.test\\@evil.example",
    "http://shop.test@evil.example",
    "http://999999999",
    "\njavascript:alert(1)",
    "javascript:alert(1)",
    "/..//evil.example",
    "/%2e%2e//evil.example",
];

/// The target as a browser resolves it.
#[track_caller]
fn assert_stays_on_site(answer: &Answer, next: &str) {
    let here = Url::parse("http://shop.test/login").unwrap();
    let there = here.join(answer.header("location")).unwrap();
    assert_eq!(there.origin(), here.origin(), "{next:?} {there}");
    assert!(!there.path().contains("evil"), "{next:?} {there}");
}

#[tokio::test]
async fn cve_2021_23435_next_parameter_never_leaves_the_site() {
    let site = Site::new();
    let person = site.logged_in_browser().await;
    for next in EVIL {
        let fields = [
            ("email", ALICE),
            ("password", GOOD),
            ("current_password", GOOD),
            ("password_confirmation", GOOD),
            ("next", next),
        ];
        for path in ["/login", "/confirm-password", "/logout"] {
            let answer = person.clone().post(path, &fields).await;
            assert_eq!(answer.status, 303, "{path} {next:?}");
            assert_stays_on_site(&answer, next);
        }
        let fresh = Site::new();
        let registered = fresh.browser().post("/register", &fields).await;
        assert_eq!(registered.status, 303);
        assert_stays_on_site(&registered, next);

        // The form does not contain it, and a user who is already logged in is not redirected there.
        let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        for path in ["/login", "/register", "/confirm-password"] {
            for mut browser in [site.browser(), person.clone()] {
                let page = browser.get(&format!("{path}?next={encoded}")).await;
                page.hides("evil");
                page.hides("999999999");
                assert_stays_on_site(&page, next);
            }
        }
    }
}

#[tokio::test]
async fn cve_2026_40295_expired_session_redirects_to_this_site_only() {
    let site = Site::new();
    let browser = site.logged_in_browser().await;
    site.clock.advance(Duration::from_secs(40 * 24 * 60 * 60));
    for referer in [
        "https://evil.example/",
        "//evil.example",
        "http://shop.test.evil.example/a",
    ] {
        for path in [
            "/settings/password",
            "/settings/sessions/revoke-others",
            "/closed",
        ] {
            let request = Request::post(path)
                .header("content-type", FORM)
                .header("sec-fetch-site", "same-origin")
                .header("referer", referer);
            let answer = browser
                .clone()
                .send(request.body(Body::empty()).unwrap())
                .await;
            answer.leads_to("/login");
        }
    }
}

#[tokio::test]
async fn cve_2017_9303_host_header_is_not_in_any_response() {
    let site = Site::new();
    let person = site.logged_in_browser().await;
    for header in [
        "host",
        "x-forwarded-host",
        "forwarded",
        "x-original-url",
        "x-rewrite-url",
    ] {
        for path in [
            "/login",
            "/closed",
            "/forgot-password",
            "/settings",
            "/nowhere",
        ] {
            for mut browser in [site.browser(), person.clone()] {
                let request = Request::get(path).header(header, "evil.example");
                let answer = browser.send(request.body(Body::empty()).unwrap()).await;
                answer.hides("evil.example");
                let headers = format!("{:?}", answer.headers);
                assert!(!headers.contains("evil.example"), "{headers}");
            }
        }
    }
}
