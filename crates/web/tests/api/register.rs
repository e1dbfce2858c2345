use std::sync::Arc;

use serde_json::json;
use vestibule_domain::{EmailVerification, Invitation, Invite, Policy, Registration};

use super::client::Client;
use crate::pages::{
    fixture::{ALICE, Choices, GOOD, Site},
    profile::Profile,
};

#[tokio::test]
async fn api_registration_of_a_taken_address_is_refused() {
    let site = Site::new();
    Client::with_cookie(&site).await;
    let body = json!({ "email": ALICE, "password": GOOD });
    let taken = Client::new(&site).post("/account", body).await;
    assert_eq!(taken.errors(), [(Some("email"), "email-taken")]);
    let message = &taken.json["errors"][0]["message"];
    assert_eq!(message, "The email address is already registered.");
}

#[tokio::test]
async fn weak_password_is_refused_with_advice() {
    let site = Site::new();
    let mut client = Client::new(&site);
    for (password, code) in [
        ("short", "password-too-short"),
        ("12345678", "password-common"),
        (ALICE, "password-resembles-email"),
    ] {
        let body = json!({ "email": ALICE, "password": password });
        let refused = client.post("/account", body).await;
        assert_eq!(refused.errors(), [(Some("password"), code)]);
        refused.answer.hides("12345678");
        let has_advice = refused.json["errors"][0].get("advice").is_some();
        assert_eq!(has_advice, code != "password-too-short");
    }
}

#[tokio::test]
async fn with_required_verification_registration_opens_no_session() {
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

#[tokio::test]
async fn api_registration_accepts_an_invitation() {
    let site = Site::with(Choices {
        policy: Policy::default().with(|policy| policy.registration = Registration::Invite),
        ..Choices::default()
    });
    let (accounts, anywhere) = (
        site.vestibule.accounts(),
        vestibule_domain::Client::default(),
    );
    let invited = accounts.invite(None, Invitation::LIFETIME, None, &anywhere);
    let secret = invited.await.unwrap().expose().to_string();
    let mut client = Client::new(&site);
    let body = json!({ "email": ALICE, "password": GOOD });
    let refused = client.post("/account", body).await;
    assert_eq!(
        refused.errors(),
        [(Some("invitation"), "register-not-invited")]
    );
    let body = json!({ "email": ALICE, "password": GOOD, "invitation": secret });
    client.post("/account", body).await.has_status(201);
}

#[tokio::test]
async fn null_invitation_is_accepted() {
    let body = json!({ "email": ALICE, "password": GOOD, "invitation": null });
    let registered = Client::new(&Site::new()).post("/account", body).await;
    registered.has_status(201);
}

#[tokio::test]
async fn api_registration_reports_that_registration_is_closed() {
    let site = Site::with(Choices {
        policy: Policy::default().with(|policy| policy.registration = Registration::Closed),
        ..Choices::default()
    });
    let body = json!({ "email": ALICE, "password": GOOD });
    let refused = Client::new(&site).post("/account", body).await;
    refused.has_status(403);
    assert_eq!(refused.text("code"), "registration-closed");
}

#[tokio::test]
async fn api_registration_accepts_application_fields() {
    let site = Site::with(Choices {
        fields: Some(Arc::new(Profile)),
        ..Choices::default()
    });
    let mut client = Client::new(&site);
    let body = json!({ "email": ALICE, "password": GOOD, "fields": { "name": "Alice" } });
    let refused = client.post("/account", body).await;
    assert_eq!(refused.errors(), [(Some("terms"), "email-missing")]);
    let fields = json!({ "terms": "on", "is_admin": "1" });
    let body = json!({ "email": ALICE, "password": GOOD, "fields": fields });
    let refused = client.post("/account", body).await;
    assert_eq!(refused.errors(), [(Some("name"), "refused")]);
    let fields = json!({ "name": "Alice", "terms": "on", "is_admin": "1" });
    let body = json!({ "email": ALICE, "password": GOOD, "fields": fields });
    client.post("/account", body).await.has_status(201);
}

#[tokio::test]
async fn all_errors_of_a_registration_are_in_one_problem() {
    let site = Site::with(Choices {
        fields: Some(Arc::new(Profile)),
        ..Choices::default()
    });
    let body = json!({ "email": "alice", "password": "short", "fields": { "name": "Alice" } });
    let refused = Client::new(&site).post("/account", body).await;
    let expected = [
        (Some("email"), "email-no-domain"),
        (Some("password"), "password-too-short"),
        (Some("terms"), "email-missing"),
    ];
    assert_eq!(refused.errors(), expected);
}
