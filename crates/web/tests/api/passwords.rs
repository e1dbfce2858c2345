use serde_json::json;
use vestibule_domain::{EmailKind, EmailVerification};

use super::client::Client;
use crate::pages::fixture::{ALICE, GOOD, Site};

const NEW: &str = "another horse battery";

#[tokio::test]
async fn password_change_revokes_other_sessions() {
    let site = Site::new();
    let mut app = Client::with_token(&site).await;
    let mut other = Client::new(&site);
    let body = json!({ "email": ALICE, "password": GOOD });
    other.post("/session", body).await.has_status(201);
    let body = json!({ "current_password": GOOD, "password": NEW });
    app.put("/account/password", body).await.has_status(200);
    other.get("/session").await.has_status(401);
    let body = json!({ "email": ALICE, "password": NEW });
    other.post("/session", body).await.has_status(201);
}

#[tokio::test]
async fn password_change_errors_name_their_fields() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    for (current, new, error) in [
        ("", NEW, (Some("current_password"), "password-missing")),
        (
            NEW,
            "a staple of another kind",
            (Some("current_password"), "password-wrong"),
        ),
        (GOOD, "short", (Some("password"), "password-too-short")),
    ] {
        let body = json!({ "current_password": current, "password": new });
        let refused = client.put("/account/password", body).await;
        assert_eq!(refused.errors(), [error]);
    }
    for (current, code) in [("", "password-missing"), (NEW, "password-wrong")] {
        let body = json!({ "current_password": current });
        let refused = client.post("/session/authentication", body).await;
        assert_eq!(refused.errors(), [(Some("current_password"), code)]);
    }
}

#[tokio::test]
async fn wrong_current_password_is_reported_with_other_errors() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut client = Client::with_cookie(&site).await;
    let wrong = (Some("current_password"), "password-wrong");
    let body = json!({ "current_password": NEW, "password": "short" });
    let refused = client.put("/account/password", body).await;
    let short = (Some("password"), "password-too-short");
    assert_eq!(refused.errors(), [short, wrong]);
    let body = json!({ "current_password": NEW, "email": "bob@" });
    let refused = client.post("/email-change", body).await;
    assert_eq!(
        refused.errors(),
        [(Some("email"), "email-no-domain"), wrong]
    );
    let body = json!({ "current_password": NEW, "confirmation": "bob@" });
    let refused = client.post("/account/deletion", body).await;
    let mismatch = (Some("confirmation"), "account-delete-mismatch");
    assert_eq!(refused.errors(), [mismatch, wrong]);
}

#[tokio::test]
async fn user_resets_a_forgotten_password_by_the_link() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut app = Client::with_token(&site).await;
    let body = json!({ "email": ALICE });
    let mut visitor = Client::new(&site);
    let asked = visitor.post("/password-reset", body).await;
    asked.has_status(202);
    let token = site.emailed_link(EmailKind::ResetPassword).await;
    let link = json!({ "token": token });
    let opened = visitor.post("/link", link.clone()).await;
    assert_eq!(
        opened.json,
        json!({ "purpose": "reset_password", "email": ALICE })
    );
    let weak = json!({ "token": token, "password": "12345678" });
    let refused = visitor.post("/password-reset/confirmation", weak).await;
    assert_eq!(refused.errors(), [(Some("password"), "password-common")]);
    let body = json!({ "token": token, "password": NEW, "session": "token" });
    let reset = visitor
        .post("/password-reset/confirmation", body.clone())
        .await;
    reset.has_status(200);
    assert!(reset.answer.set_cookies().is_empty() && !reset.text("device").is_empty());
    app.get("/session").await.has_status(401);
    let again = visitor.post("/password-reset/confirmation", body).await;
    again.has_status(410);
    assert_eq!(again.text("code"), "invalid-link");
    visitor.post("/link", link).await.has_status(410);
    let body = json!({ "email": ALICE, "password": NEW });
    visitor.post("/session", body).await.has_status(201);
}

#[tokio::test]
async fn browser_that_reset_the_password_becomes_known() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut browser = Client::with_cookie(&site).await;
    let body = json!({ "email": ALICE });
    browser.post("/password-reset", body).await.has_status(202);
    let token = site.emailed_link(EmailKind::ResetPassword).await;
    let body = json!({ "token": token, "password": NEW });
    let reset = browser.post("/password-reset/confirmation", body).await;
    reset.has_status(200);
    assert_eq!(reset.json, json!({}));
    assert!(browser.browser.cookies.contains_key("vestibule_device"));
    assert!(!browser.browser.cookies.contains_key("vestibule_session"));
}

#[tokio::test]
async fn operations_that_need_email_return_an_error_without_email() {
    let site = Site::new();
    let mut client = Client::with_cookie(&site).await;
    for (path, code) in [
        ("/password-reset", "forgot-password-no-mail"),
        ("/email-verification", "resend-verification-no-mail"),
        ("/email-change", "change-email-no-mail"),
    ] {
        let mut body = json!({ "email": "bob@example.com" });
        if path == "/email-change" {
            body["current_password"] = GOOD.into();
        }
        assert_eq!(client.post(path, body).await.errors(), [(None, code)]);
    }
}
