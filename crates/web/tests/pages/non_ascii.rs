//! Headers with octets that are not ASCII, of other applications, proxies and old browsers.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Request, header, request::Builder},
};
use vestibule_domain::EmailKind;

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, FORM, GOOD, Site},
};

const UTF_8: &[u8] = "city=Zürich".as_bytes();
const LATIN_1: &[u8] = b"city=Z\xfcrich";
const RUBBISH: &[u8] = b"\xff\xfe=\"\x80;=;\xc3";

fn octets(octets: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(octets).unwrap()
}

/// Every place that a foreign cookie can have next to this one, in one header line and in several.
fn beside(ours: &str) -> Vec<Vec<HeaderValue>> {
    let foreign = [UTF_8, LATIN_1, RUBBISH];
    let lines = foreign.into_iter().flat_map(|foreign| {
        let ours = ours.as_bytes();
        [
            vec![octets(&[foreign, b"; ", ours].concat())],
            vec![octets(&[ours, b"; ", foreign].concat())],
            vec![octets(&[foreign, b";", ours, b";", foreign].concat())],
            vec![octets(foreign), octets(ours)],
            vec![octets(ours), octets(foreign)],
        ]
    });
    lines.collect()
}

fn with_lines(request: Builder, name: &HeaderName, lines: &[HeaderValue]) -> Builder {
    let lines = lines.iter();
    lines.fold(request, |request, line| request.header(name, line))
}

async fn send(site: &Site, request: Builder) -> Answer {
    let request = request.body(Body::empty()).unwrap();
    site.browser().send(request).await
}

fn session(browser: &Browser) -> String {
    format!("vestibule_session={}", browser.cookies["vestibule_session"])
}

#[tokio::test]
async fn foreign_cookie_keeps_the_user_logged_in() {
    let site = Site::new();
    let alice = site.logged_in_browser().await;
    for lines in beside(&session(&alice)) {
        let request = with_lines(Request::get("/open"), &header::COOKIE, &lines);
        let page = send(&site, request).await;
        assert_eq!(page.body, "Hello, alice@example.com", "{lines:?}");
        let request = Request::get("/api/v1/session").header("accept", "application/json");
        let request = with_lines(request, &header::COOKIE, &lines);
        send(&site, request).await.has_status(200);
    }
}

#[tokio::test]
async fn foreign_cookie_does_not_break_forward_auth() {
    let site = Site::with(Choices {
        public_url: Some("http://accounts.example.com"),
        protected_hosts: "app.example.com",
        cookie_domain: Some("example.com"),
        ..Choices::default()
    });
    let alice = site.logged_in_browser().await;
    for lines in beside(&session(&alice)) {
        let request =
            Request::get("/auth/forward").header("x-original-url", "http://app.example.com/");
        let request = with_lines(request, &header::COOKIE, &lines);
        send(&site, request).await.has_status(200);
    }
}

#[tokio::test]
async fn foreign_cookie_keeps_flash_messages_and_known_browsers() {
    let site = Site::with(Choices {
        policy: Site::mailing_policy(vestibule_domain::EmailVerification::Off),
        ..Choices::default()
    });
    let mut alice = site.browser();
    super::fixture::register(&mut alice, ALICE, GOOD).await;
    let ours: Vec<_> = alice.cookies.iter().collect();
    let ours: Vec<_> = ours
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    for lines in beside(&ours.join("; ")) {
        let page = with_lines(Request::get("/login"), &header::COOKIE, &lines);
        send(&site, page).await.shows("Your account is ready.");
        let form = format!("email={ALICE}&password={}", GOOD.replace(' ', "+"));
        let log_in = Request::post("/login")
            .header("content-type", FORM)
            .header("sec-fetch-site", "same-origin");
        let log_in = with_lines(log_in, &header::COOKIE, &lines);
        let answer = site.browser().send(log_in.body(form.into()).unwrap()).await;
        answer.leads_to("/cookies");
    }
    let emails = site.emailed().await;
    let is_warning = |(_, kind): &(String, EmailKind)| *kind == EmailKind::NewBrowser;
    assert!(!emails.iter().any(is_warning), "{emails:?}");
}

#[tokio::test]
async fn non_ascii_octets_in_the_session_cookie_make_it_malformed() {
    let site = Site::new();
    let cookie = octets(b"vestibule_session=Z\xfcrich");
    let answer = send(&site, Request::get("/login").header("cookie", cookie)).await;
    let removed = answer.set_cookies().join("\n");
    assert!(
        removed.contains("vestibule_session=; ") && removed.contains("Max-Age=0"),
        "{removed}"
    );
}

#[tokio::test]
async fn languages_are_read_around_other_octets_and_from_several_lines() {
    let site = Site::new();
    for lines in [
        vec![octets("ü, de".as_bytes())],
        vec![octets(b"de, \xfc;q=0.5")],
        vec![octets(b"\xff\xfe"), octets(b"de")],
        vec![octets(b"de;q=0.9"), octets(b"en;q=0.1")],
        vec![octets(b"en;q=0.1"), octets(b"de;q=0.9")],
    ] {
        let request = with_lines(Request::get("/login"), &header::ACCEPT_LANGUAGE, &lines);
        let page = send(&site, request).await;
        assert_eq!(page.header("content-language"), "de", "{lines:?}");
    }
}

#[tokio::test]
async fn accept_language_is_read_around_other_octets_and_from_several_lines() {
    let site = Site::new();
    for lines in [
        vec![octets(b"text/html, x/\xfc")],
        vec![octets(b"\xfc"), octets(b"text/html")],
        vec![octets(b"application/json"), octets(b"text/html")],
    ] {
        let request = with_lines(Request::get("/closed"), &header::ACCEPT, &lines);
        send(&site, request).await.leads_to("/login?next=%2Fclosed");
    }
}

#[tokio::test]
async fn browser_with_octets_in_its_name_is_recognized_by_the_rest() {
    let site = Site::new();
    let mut alice = site.logged_in_browser().await;
    for agent in [
        "Fürstbrowser Firefox/140.0 (Linux)".as_bytes(),
        b"F\xfcrstbrowser Firefox/140.0 (Linux)",
    ] {
        let log_in = Request::post("/login")
            .header("content-type", FORM)
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", octets(agent));
        let form = format!("email={ALICE}&password={}", GOOD.replace(' ', "+"));
        let answer = site.browser().send(log_in.body(form.into()).unwrap()).await;
        answer.leads_to("/cookies");
    }
    let page = alice.get("/settings/sessions").await;
    assert_eq!(
        page.body.matches("Firefox on Linux").count(),
        2,
        "{}",
        page.body
    );
}

#[tokio::test]
async fn forms_are_accepted_from_pages_with_unencoded_urls() {
    let site = Site::new();
    for (referer, status) in [
        ("http://shop.test/zürich".as_bytes(), 422),
        (b"http://shop.test/z\xfcrich", 422),
        ("http://shop.test.zürich.example/".as_bytes(), 403),
        (b"http://shop.test\xfc/", 403),
        (b"\xfc", 403),
    ] {
        let post = Request::post("/login")
            .header("content-type", FORM)
            .header("referer", octets(referer));
        send(&site, post).await.has_status(status);
    }
    let form = [FORM.as_bytes(), b"; charset=\xfc"].concat();
    let post = Request::post("/login").header("content-type", octets(&form));
    send(&site, post).await.has_status(422);
}

#[tokio::test]
async fn forward_auth_accepts_unencoded_urls() {
    let site = Site::with(Choices {
        public_url: Some("http://accounts.example.com"),
        protected_hosts: "app.example.com",
        cookie_domain: Some("example.com"),
        ..Choices::default()
    });
    let log_in = "http://accounts.example.com/login?next=http%3A%2F%2Fapp.example.com%2Fz";
    for (path, kept) in [
        ("/zürich".as_bytes(), "%25C3%25BCrich"),
        (b"/z\xfcrich", "%25FCrich"),
    ] {
        let url = [b"http://app.example.com", path].concat();
        let asked = Request::get("/auth/forward").header("x-original-url", octets(&url));
        let answer = send(&site, asked).await;
        answer.has_status(401);
        assert_eq!(answer.header("location"), format!("{log_in}{kept}"));
        let asked = Request::get("/auth/forward")
            .header("x-forwarded-proto", "http")
            .header("x-forwarded-host", "app.example.com")
            .header("x-forwarded-uri", octets(path));
        send(&site, asked)
            .await
            .leads_to(&format!("{log_in}{kept}"));
    }
}
