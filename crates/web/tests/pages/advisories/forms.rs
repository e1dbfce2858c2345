//! Advisories about the contents of forms.

use axum::{body::Body, http::Request};
use vestibule_domain::{EmailVerification, SecretKey};

use crate::pages::fixture::{ALICE, FORM, GOOD, Site, log_in, register};

const BOB: &str = "bob@example.com";
const NEW: &str = "a staple of another kind";

/// Argon2 reads a password once, whatever its length, and no form is longer than 64 KiB: a login with a
/// long password costs the same as any other.
#[tokio::test]
async fn cve_2013_1443_long_password_costs_the_same_as_a_short_one() {
    let site = Site::new();
    let person = site.logged_in_browser().await;
    for length in [257, 20 * 1024, 1 << 20] {
        let long = "x".repeat(length);
        let fields = [
            ("email", "carol@example.com"),
            ("current_password", &long),
            ("password", &long),
            ("password_confirmation", &long),
        ];
        let is_form = length < 64 * 1024;
        for (path, hashes) in [
            ("/register", 0),
            ("/login", 1),
            ("/settings/password", 1),
            ("/confirm-password", 1),
        ] {
            let before = site.hasher.work();
            let answer = person.clone().post(path, &fields).await;
            answer.has_status(if is_form { 422 } else { 413 });
            let hashes = if is_form { hashes } else { 0 };
            assert_eq!(site.hasher.work() - before, hashes, "{path} {length}");
        }
    }
}

#[tokio::test]
async fn cve_2025_61928_no_field_authenticates_a_user() {
    let site = Site::mailing(EmailVerification::Off);
    let mut alice = site.logged_in_browser().await;
    let export = alice.get("/settings/account/export").await.body;
    let id = export
        .split('"')
        .find(|text| text.len() == 36 && text.contains("-7"));
    let id = id.expect("the person's id").to_owned();
    let mut bob = site.browser();
    register(&mut bob, BOB, GOOD).await;
    let forged = [
        ("user_id", id.as_str()),
        ("userId", &id),
        ("id", &id),
        ("user", ALICE),
        ("email_verified_at", "1"),
        ("is_admin", "1"),
        ("current_password", GOOD),
        ("password", NEW),
        ("password_confirmation", NEW),
        ("confirmation", ALICE),
    ];
    for path in [
        "/settings/sessions/revoke-others",
        "/settings/account/delete",
        "/settings/password",
        "/confirm-password",
        "/settings/email",
    ] {
        site.browser().post(path, &forged).await.leads_to("/login");
        let answer = bob.post(path, &forged).await;
        assert!(answer.status.as_u16() < 500, "{path}");
        alice.get("/closed").await.shows("Hello, alice@example.com");
    }
    for path in [
        "/settings",
        "/settings/account/export",
        "/settings/activity",
    ] {
        let address = format!("{path}?user_id={id}&userId={id}&id={id}");
        let answer = site.browser().get(&address).await;
        assert!(answer.header("location").starts_with("/login?next="));
        bob.get(&address).await.hides(ALICE);
    }
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
    log_in(&mut site.browser(), BOB, NEW)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn cve_2026_48019_line_break_in_an_address_is_refused() {
    let site = Site::mailing(EmailVerification::Off);
    let mut alice = site.logged_in_browser().await;
    for address in [
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\nBcc: b@example.com",
        "a@example.com\r\n.\r\nMAIL FROM:<b@example.com>",
        "a\r\n@example.com",
        "a@example.com\0",
        "a@example.com\u{2028}b",
        "\"a\r\nb\"@example.com",
        "<a@example.com>\r\nRCPT TO:<b@example.com>",
        "a@example.com,b@example.com",
        "a@example.com b@example.com",
        "-oQ/tmp@example.com -X/tmp/x",
    ] {
        let fields = [
            ("email", address),
            ("password", GOOD),
            ("password_confirmation", GOOD),
            ("current_password", GOOD),
        ];
        for path in ["/register", "/forgot-password", "/verify-email/resend"] {
            let answer = site.browser().post(path, &fields).await;
            answer.has_status(422);
        }
        alice.post("/settings/email", &fields).await.has_status(422);
    }
    assert_eq!(site.emailed().await, []);
}

#[tokio::test]
async fn rustsec_2024_0421_disguised_punycode_domain_is_refused() {
    let site = Site::new();
    for domain in [
        "xn--example-.com",
        "xn--.com",
        "xn--a.com",
        "xn--aaaaaaaaaa\u{2024}com",
    ] {
        let email = format!("alice@{domain}");
        let answer = register(&mut site.browser(), &email, GOOD).await;
        assert_eq!(answer.status, 422, "{domain}");
    }
    // Two spellings of a domain are the same address.
    register(&mut site.browser(), "alice@bücher.example", GOOD)
        .await
        .leads_to("/cookies");
    let again = register(&mut site.browser(), "alice@XN--BCHER-KVA.example", GOOD).await;
    again.has_status(422);
    again.shows("already registered");
}

#[tokio::test]
async fn rustsec_2022_0055_every_form_has_a_body_limit() {
    let site = Site::new();
    site.logged_in_browser().await;
    for route in vestibule_web::Route::all() {
        let mut person = site.browser();
        log_in(&mut person, ALICE, GOOD).await.leads_to("/cookies");
        let path = route
            .path()
            .replace("{id}", "0198c1f0-a3e5-7bd2-8000-000000000001");
        let large = Request::post(&path)
            .header("content-type", FORM)
            .body(Body::from("x".repeat(3 << 20)));
        let answer = person.send(large.unwrap()).await;
        // Handlers with a form reject it; handlers without a form do not read it.
        let status = answer.status.as_u16();
        let reads_nothing = ["/logout", "/settings/sessions"];
        let is_fine = match reads_nothing.iter().any(|start| path.starts_with(start)) {
            true => [303, 404, 405].contains(&status),
            false => [405, 413].contains(&status),
        };
        assert!(is_fine, "{path}: {status}");
    }
}

#[test]
fn cve_2012_6497_published_example_key_is_refused() {
    for key in [
        "",
        "secret",
        "changeme",
        "change-me-please-in-production",
        &"0".repeat(64),
    ] {
        assert!(SecretKey::parse(key).is_err(), "{key}");
    }
}
