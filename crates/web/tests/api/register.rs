use serde_json::json;
use vestibule_domain::{EmailVerification, Policy};

use super::client::Client;
use crate::pages::fixture::{ALICE, Choices, GOOD, Site};

#[tokio::test]
async fn an_address_that_is_taken_is_so_for_programs_too() {
    let site = Site::new();
    Client::with_cookie(&site).await;
    let body = json!({ "email": ALICE, "password": GOOD });
    let taken = Client::new(&site).post("/account", body).await;
    assert_eq!(taken.mistakes(), [(Some("email"), "email-taken")]);
    let message = &taken.json["errors"][0]["message"];
    assert_eq!(message, "The email address is already registered.");
}

#[tokio::test]
async fn a_weak_password_is_refused_with_advice() {
    let site = Site::new();
    let mut client = Client::new(&site);
    for (password, code) in [
        ("short", "password-too-short"),
        ("12345678", "password-common"),
        (ALICE, "password-resembles-email"),
    ] {
        let body = json!({ "email": ALICE, "password": password });
        let refused = client.post("/account", body).await;
        assert_eq!(refused.mistakes(), [(Some("password"), code)]);
        refused.answer.hides("12345678");
        let has_advice = refused.json["errors"][0].get("advice").is_some();
        assert_eq!(has_advice, code != "password-too-short");
    }
}

#[tokio::test]
async fn where_the_address_must_be_proven_first_nobody_is_logged_in() {
    let site = Site::mailing(EmailVerification::Required);
    let mut client = Client::new(&site);
    for (session, email) in [("cookie", ALICE), ("token", "bob@example.com")] {
        let body = json!({ "email": email, "password": GOOD, "session": session });
        let asked = client.post("/account", body).await;
        asked.has_status(202);
        assert!(asked.answer.set_cookies().is_empty());
    }
}

#[tokio::test]
async fn registrations_are_limited() {
    let site = Site::with(Choices {
        policy: Policy::default(),
        ..Choices::default()
    });
    let mut client = Client::new(&site);
    client.browser = site.browser_at(std::net::Ipv4Addr::new(192, 0, 2, 7));
    for _ in 0..100 {
        let body = json!({ "email": "", "password": GOOD });
        client.post("/account", body).await.has_status(422);
    }
    let body = json!({ "email": ALICE, "password": GOOD });
    client.post("/account", body).await.has_status(429);
}
