use std::time::Duration;

use axum::{body::Body, http::Request};
use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const NEW: &str = "a staple of another kind";
const HOUR: Duration = Duration::from_secs(60 * 60);
/// It has the format of a token.
const UNKNOWN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// The pages of emailed links.
const PAGES: [&str; 4] = [
    "/reset-password",
    "/verify-email",
    "/settings/email/confirm",
    "/settings/email/undo",
];

async fn site_of_alice() -> (Site, Browser) {
    let site = Site::mailing(EmailVerification::Off);
    let browser = site.logged_in_browser().await;
    (site, browser)
}

async fn reset_link(site: &Site) -> String {
    let mut browser = site.browser();
    let fields = [("email", ALICE)];
    browser
        .post("/forgot-password", &fields)
        .await
        .leads_to("/mail-sent");
    site.emailed_link(EmailKind::ResetPassword).await
}

async fn look(browser: &mut Browser, token: &str) -> Answer {
    browser.get(&format!("/reset-password?token={token}")).await
}

async fn reset(browser: &mut Browser, token: &str, new: &str, again: &str) -> Answer {
    let fields = [
        ("token", token),
        ("password", new),
        ("password_confirmation", again),
    ];
    browser.post("/reset-password", &fields).await
}

/// The observable parts of a response, except for the flash cookie: it depends on
/// whether there is a secret in the URL, which the client knows.
fn observable_parts(answer: Answer) -> (u16, Vec<String>, String) {
    let headers = answer.headers.iter();
    let headers = headers.filter(|(name, _)| *name != "referrer-policy");
    let mut headers: Vec<_> = headers.map(|(k, v)| format!("{k}: {v:?}")).collect();
    headers.sort_unstable();
    (answer.status.as_u16(), headers, answer.body)
}

#[tokio::test]
async fn password_reset_logs_out_all_browsers() {
    let (site, mut here) = site_of_alice().await;
    let mut there = site.browser();
    log_in(&mut there, ALICE, GOOD).await;
    let token = reset_link(&site).await;
    reset(&mut here, &token, NEW, NEW).await.leads_to("/login");
    assert!(!here.cookies.contains_key("vestibule_session"));
    for browser in [&mut here, &mut there] {
        browser
            .get("/closed")
            .await
            .leads_to("/login?next=%2Fclosed");
    }
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(422);
    log_in(&mut site.browser(), ALICE, NEW)
        .await
        .leads_to("/cookies");
    let told = (ALICE.to_owned(), EmailKind::PasswordChanged);
    assert!(site.emailed().await.contains(&told));
}

#[tokio::test]
async fn password_reset_keeps_a_session_of_another_user() {
    let (site, _) = site_of_alice().await;
    let mut bob = site.browser();
    register(&mut bob, "bob@example.com", GOOD).await;
    let token = reset_link(&site).await;
    reset(&mut bob, &token, NEW, NEW).await.leads_to("/login");
    bob.get("/closed").await.shows("Hello, bob@example.com");
}

#[tokio::test]
async fn reset_link_works_once() {
    let (site, _) = site_of_alice().await;
    let token = reset_link(&site).await;
    let mut browser = site.browser();
    reset(&mut browser, &token, NEW, NEW)
        .await
        .leads_to("/login");
    for again in [
        look(&mut browser, &token).await,
        reset(&mut browser, &token, GOOD, GOOD).await,
    ] {
        again.has_status(410);
        again.hides(&token);
        again.shows(r#"href="/forgot-password">Request a new link</a>"#);
    }
    log_in(&mut browser, ALICE, NEW).await.leads_to("/cookies");
}

#[tokio::test]
async fn reset_link_expires_after_an_hour_and_a_newer_one_replaces_it() {
    let (site, _) = site_of_alice().await;
    let older = reset_link(&site).await;
    site.clock.advance(HOUR / 2);
    let newer = reset_link(&site).await;
    look(&mut site.browser(), &older).await.has_status(410);
    site.clock.advance(HOUR - Duration::from_secs(1));
    look(&mut site.browser(), &newer).await.has_status(200);
    site.clock.advance(Duration::from_secs(1));
    look(&mut site.browser(), &newer).await.has_status(410);
    reset(&mut site.browser(), &newer, NEW, NEW)
        .await
        .has_status(410);
}

#[tokio::test]
async fn link_scanner_does_not_consume_a_reset_link_or_open_a_session() {
    let (site, _) = site_of_alice().await;
    let token = reset_link(&site).await;
    let mut scanner = site.browser();
    for method in ["GET", "HEAD", "GET"] {
        let request = Request::builder()
            .method(method)
            .uri(format!("/reset-password?token={token}"));
        let answer = scanner.send(request.body(Body::empty()).unwrap()).await;
        answer.has_status(200);
        assert!(answer.set_cookies().is_empty());
    }
    reset(&mut site.browser(), &token, NEW, NEW)
        .await
        .leads_to("/login");
}

#[tokio::test]
async fn errors_are_shown_at_their_fields_and_the_link_stays_valid() {
    let (site, _) = site_of_alice().await;
    let token = reset_link(&site).await;
    for (new, again, field, message) in [
        (
            "12345678",
            "12345678",
            "password",
            "This password is too common.",
        ),
        ("short", "short", "password", "at least 8 characters"),
        (ALICE, ALICE, "password", "your email address"),
        (
            NEW,
            GOOD,
            "password_confirmation",
            "must match the password",
        ),
    ] {
        let page = reset(&mut site.browser(), &token, new, again).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"id="{field}-error" role="alert""#));
        page.shows(&format!(r#"name="token" value="{token}""#));
        page.hides(&format!(r#"value="{new}""#).replace(ALICE, "never"));
    }
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
    reset(&mut site.browser(), &token, NEW, NEW)
        .await
        .leads_to("/login");
}

#[tokio::test]
async fn every_invalid_link_gets_the_same_page() {
    let (site, _) = site_of_alice().await;
    let replaced = reset_link(&site).await;
    site.clock.advance(HOUR / 30);
    let used = reset_link(&site).await;
    reset(&mut site.browser(), &used, NEW, NEW).await;
    site.clock.advance(HOUR / 30);
    let expired = reset_link(&site).await;
    site.clock.advance(HOUR);

    let huge = "A".repeat(60 * 1024);
    let twice = format!("{UNKNOWN}&token={UNKNOWN}");
    let dead = [
        "", "x", "%00%FF", UNKNOWN, &huge, &twice, &replaced, &used, &expired,
    ];
    for page in PAGES {
        let missing = observable_parts(site.browser().get(page).await);
        assert_eq!(missing.0, 410);
        for token in dead {
            let path = format!("{page}?token={token}");
            let request = Request::get(path).body(Body::empty()).unwrap();
            let answer = site.browser().send(request).await;
            assert_eq!(answer.header("referrer-policy"), "strict-origin");
            assert_eq!(observable_parts(answer), missing, "{page} {token:.50}");
        }
        let missing = observable_parts(site.browser().post(page, &[]).await);
        assert_eq!(missing.0, 410);
        for token in ["", "x", UNKNOWN, &replaced, &used, &expired] {
            let fields = [
                ("token", token),
                ("password", NEW),
                ("password_confirmation", NEW),
            ];
            let answer = site.browser().post(page, &fields).await;
            assert_eq!(observable_parts(answer), missing, "{page} {token}");
        }
    }
}

#[tokio::test]
async fn link_for_another_purpose_shows_the_invalid_link_page() {
    let (site, _) = site_of_alice().await;
    let token = reset_link(&site).await;
    for page in &PAGES[1..] {
        let path = format!("{page}?token={token}");
        site.browser().get(&path).await.has_status(410);
        let answer = site.browser().post(page, &[("token", &token)]).await;
        answer.has_status(410);
        answer.hides(&token);
    }
    look(&mut site.browser(), &token).await.has_status(200);
}

#[tokio::test]
async fn link_token_is_only_in_a_hidden_field() {
    let site = Site::mailing(EmailVerification::Optional);
    register(&mut site.browser(), ALICE, GOOD).await;
    let verify = site.emailed_link(EmailKind::VerifyEmail).await;
    let token = reset_link(&site).await;
    for (page, token) in [("/reset-password", token), ("/verify-email", verify)] {
        let answer = site.browser().get(&format!("{page}?token={token}")).await;
        answer.has_status(200);
        assert_eq!(answer.header("referrer-policy"), "strict-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.shows(&format!(r#"action="{page}""#));
        let hidden = format!(r#"<input type="hidden" name="token" value="{token}">"#);
        answer.shows(&hidden);
        let rest = answer.body.replace(&hidden, "");
        assert!(!rest.contains(&token), "{rest}");
        assert!(!format!("{:?}", answer.headers).contains(&token));
    }
}

#[tokio::test]
async fn failed_page_keeps_the_link_token_private() {
    let (site, mut browser) = site_of_alice().await;
    let token = reset_link(&site).await;
    site.store.switch_off();
    for page in PAGES {
        let answer = browser.get(&format!("{page}?token={token}")).await;
        answer.has_status(503);
        assert_eq!(answer.header("referrer-policy"), "strict-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.hides(&token);
        let answer = browser.post(page, &[("token", &token)]).await;
        answer.has_status(503);
        assert!(
            answer.set_cookies().is_empty(),
            "the session is not cleared"
        );
    }
    site.store.switch_on();
    browser.get("/closed").await.has_status(200);
    reset(&mut browser, &token, NEW, NEW)
        .await
        .leads_to("/login");
}

#[tokio::test]
async fn reset_form_has_the_username_for_password_managers() {
    let (site, _) = site_of_alice().await;
    let token = reset_link(&site).await;
    look(&mut site.browser(), &token)
        .await
        .shows(r#"type="text" value="alice@example.com" autocomplete="username" readonly"#);
}
