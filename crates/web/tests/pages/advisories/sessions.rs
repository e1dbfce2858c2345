//! Sessions, and their cookies.

use std::{collections::BTreeSet, time::Duration};

use axum::{body::Body, extract::ConnectInfo, http::Request};
use vestibule_domain::{EmailKind, EmailVerification};

use crate::pages::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

mod leaks;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const COOKIE: &str = "vestibule_session";
const ASKED: &str = "/login?next=%2Fclosed";

fn token(browser: &Browser) -> String {
    browser.cookies[COOKIE].clone()
}

/// A browser with a session cookie only.
fn holder(site: &Site, token: &str) -> Browser {
    let mut browser = site.browser();
    browser.cookies.insert(COOKIE.to_owned(), token.to_owned());
    browser
}

async fn remembered(site: &Site) -> Browser {
    let mut browser = site.browser();
    let fields = [("email", ALICE), ("password", GOOD), ("remember", "on")];
    browser.post("/login", &fields).await.leads_to("/cookies");
    browser
}

#[tokio::test]
async fn cve_2015_8314_each_device_has_its_own_expiring_token() {
    let site = Site::new();
    site.logged_in_browser().await;
    let (mut laptop, mut phone) = (remembered(&site).await, remembered(&site).await);
    assert_ne!(token(&laptop), token(&phone));
    phone.get("/logout").await.leads_to("/login");
    laptop.get("/closed").await.has_status(200);
    for _ in 0..29 {
        site.clock.advance(DAY);
        laptop.get("/closed").await.has_status(200);
    }
    site.clock.advance(DAY);
    laptop.get("/closed").await.leads_to(ASKED);
}

#[tokio::test]
async fn cve_2018_11406_cookies_from_before_the_login_are_invalid_after_it() {
    let site = Site::new();
    let mut mallory = site.browser();
    register(&mut mallory, "mallory@example.com", GOOD).await;
    let planted = token(&mallory);
    site.logged_in_browser().await;
    let mut victim = holder(&site, &planted);
    log_in(&mut victim, ALICE, GOOD).await.leads_to("/cookies");
    assert_ne!(token(&victim), planted);
    holder(&site, &planted).get("/closed").await.leads_to(ASKED);
    mallory.get("/closed").await.leads_to(ASKED);
}

#[tokio::test]
async fn cve_2025_46336_slow_request_does_not_restore_a_session() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let mut slow = browser.clone();
    let attacker = token(&browser);
    site.clock.advance(DAY); // so that the visit is written
    // The session was found, and its "last seen" is about to be written.
    let (has_come, go) = site.store.hold_next_unit();
    let visit = tokio::spawn(async move { slow.get("/closed").await });
    has_come.await.unwrap();
    browser.get("/logout").await.leads_to("/login");
    go.send(()).unwrap();
    visit.await.unwrap().has_status(200);
    holder(&site, &attacker)
        .get("/closed")
        .await
        .leads_to(ASKED);
}

#[tokio::test]
async fn cve_2026_39324_unreadable_cookie_is_anonymous() {
    let site = Site::new();
    let alice = site.logged_in_browser().await;
    let mine = token(&alice);
    let flipped: String = mine.chars().rev().collect();
    let json = "eyJ1c2VyX2lkIjoxfQ==--0000000000000000000000000000000000000000";
    for token in [
        "",
        "{}",
        json,
        "1",
        &flipped,
        &mine[1..],
        &mine.to_uppercase(),
        "../../x",
    ] {
        let mut browser = holder(&site, token);
        let answer = browser.get("/closed").await;
        answer.leads_to(ASKED);
        let page = browser.get("/open").await;
        page.has_status(200);
        page.shows("Hello, visitor");
    }
    // A valid token without a session: the browser keeps it, and it authenticates nothing.
    let page = holder(&site, &"B".repeat(mine.len())).get("/open").await;
    page.shows("Hello, visitor");
    // An invalid token is removed from the browser.
    let cleared = holder(&site, "rubbish").get("/open").await;
    assert!(cleared.set_cookies()[0].starts_with("vestibule_session=; "));
}

#[tokio::test]
async fn cve_2015_5143_visitors_create_no_rows() {
    let site = Site::new();
    for _ in 0..1000 {
        let mut visitor = site.browser();
        for path in ["/login", "/open", "/logout", "/closed"] {
            visitor.get(path).await;
        }
        visitor.post("/logout", &[]).await.leads_to("/login");
        holder(&site, &"A".repeat(5000)).get("/logout").await;
    }
    assert_eq!(site.store.asked(), 0);
}

#[tokio::test]
async fn cve_2026_45364_untrusted_client_does_not_choose_its_address() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for header in [
        "x-forwarded-for",
        "forwarded",
        "x-real-ip",
        "cf-connecting-ip",
        "client-ip",
    ] {
        let fields = "email=alice%40example.com&password=correct+horse+battery";
        let mut request = Request::post("/login")
            .header("content-type", crate::pages::fixture::FORM)
            .header(header, "198.51.100.66")
            .body(Body::from(fields))
            .unwrap();
        let peer: std::net::SocketAddr = "[::ffff:192.0.2.7]:4711".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        site.browser().send(request).await.leads_to("/cookies");
        let list = browser.get("/settings/sessions").await;
        list.hides("198.51.100.66");
        list.hides("ffff");
        list.shows("192.0.2.7");
    }
}

#[tokio::test]
async fn cve_2026_45075_head_is_protected_like_get() {
    let site = Site::new();
    let person = site.logged_in_browser().await;
    for route in vestibule_web::Route::all() {
        let path = route.path();
        if path == "/logout" {
            continue; // viewing the link is not using it
        }
        for browser in [site.browser(), person.clone()] {
            let head = Request::head(path).body(Body::empty()).unwrap();
            let head = browser.clone().send(head).await;
            let get = browser.clone().get(path).await;
            assert_eq!(head.status, get.status, "{path}");
            assert_eq!(head.header("location"), get.header("location"), "{path}");
            assert_eq!(head.body, "", "{path}");
        }
    }
}

#[tokio::test]
async fn axum_login_217_login_replaces_the_token_and_logout_revokes_it() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let first = token(&browser);
    log_in(&mut browser, ALICE, GOOD).await.leads_to("/cookies");
    let second = token(&browser);
    holder(&site, &first).get("/closed").await.leads_to(ASKED);
    holder(&site, &second).get("/closed").await.has_status(200);
    browser.get("/logout").await.leads_to("/login");
    holder(&site, &second).get("/closed").await.leads_to(ASKED);
}

#[tokio::test]
async fn ezauth_130_every_login_issues_a_new_token() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut browser = site.logged_in_browser().await;
    let mut seen = BTreeSet::from([token(&browser)]);
    let verify = site.emailed_link(EmailKind::VerifyEmail).await;
    let new = "a staple of another kind";
    let ways: [(&str, &[(&str, &str)]); 4] = [
        ("/login", &[("email", ALICE), ("password", GOOD)]),
        ("/confirm-password", &[("current_password", GOOD)]),
        (
            "/verify-email",
            &[("token", &verify), ("intent", "log_in"), ("password", GOOD)],
        ),
        (
            "/settings/password",
            &[
                ("current_password", GOOD),
                ("password", new),
                ("password_confirmation", new),
            ],
        ),
    ];
    for (path, fields) in ways {
        let before = token(&browser);
        if path == "/verify-email" {
            // The page asks the logged-in owner for no password, so another user logs in.
            register(&mut browser, "bob@example.com", GOOD).await;
            seen.insert(token(&browser));
        }
        let answer = browser.post(path, fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        assert!(seen.insert(token(&browser)), "{path} keeps a token");
        if path != "/verify-email" {
            holder(&site, &before).get("/closed").await.leads_to(ASKED);
        }
    }
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
    let alive = seen.iter().map(|token| holder(&site, token));
    let mut count = 0;
    for mut browser in alive {
        count += usize::from(browser.get("/closed").await.status == 200);
    }
    assert_eq!(count, 1, "of all tokens that there were, one works");
}

#[tokio::test]
async fn ghsa_wc43_73w7_x2f5_pending_login_opens_no_session() {
    let site = Site::mailing(EmailVerification::Required);
    let mut browser = site.browser();
    register(&mut browser, ALICE, GOOD)
        .await
        .leads_to("/mail-sent");
    // The password is right, and a further step is still needed.
    let half = log_in(&mut browser, ALICE, GOOD).await;
    half.has_status(422);
    assert!(!browser.cookies.contains_key(COOKIE));
    for path in [
        "/closed",
        "/settings",
        "/settings/email",
        "/settings/sessions",
        "/settings/account",
        "/settings/account/export",
        "/settings/activity",
        "/confirm-password",
    ] {
        let answer = browser.get(path).await;
        assert!(
            answer.header("location").starts_with("/login?next="),
            "{path}"
        );
    }
}
