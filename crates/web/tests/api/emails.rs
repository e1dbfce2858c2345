use serde_json::json;
use vestibule_domain::{EmailKind, EmailVerification};

use super::client::Client;
use crate::pages::fixture::{ALICE, GOOD, Site};

const NEW: &str = "alice@example.org";

#[tokio::test]
async fn user_verifies_the_address_by_the_emailed_link() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut app = Client::with_token(&site).await;
    let first = json!({ "token": site.emailed_link(EmailKind::VerifyEmail).await });
    app.post("/email-verification", json!({}))
        .await
        .has_status(202);
    let link = json!({ "token": site.emailed_link(EmailKind::VerifyEmail).await });
    let confirm = "/email-verification/confirmation";
    Client::new(&site)
        .post(confirm, link.clone())
        .await
        .has_status(401);
    let mut bob = Client::new(&site);
    let body = json!({ "email": "bob@example.com", "password": GOOD });
    bob.post("/account", body).await.has_status(201);
    let refused = bob.post(confirm, link.clone()).await;
    refused.has_status(409);
    assert_eq!(refused.text("code"), "another-account");
    app.post(confirm, link.clone()).await.has_status(204);
    app.post(confirm, link).await.has_status(410);
    app.post(confirm, first).await.has_status(410);
    let account = app.get("/account").await;
    assert!(account.json["email_verified_at"].is_string());
}

#[tokio::test]
async fn verification_link_logs_an_unverified_user_in() {
    for session in ["cookie", "token"] {
        let site = Site::mailing(EmailVerification::Required);
        let mut client = Client::new(&site);
        let body = json!({ "email": ALICE, "password": GOOD });
        client.post("/account", body).await.has_status(202);
        let token = site.emailed_link(EmailKind::VerifyEmail).await;
        let open = "/email-verification/session";
        for (password, code) in [("", "password-missing"), ("wrong", "password-wrong")] {
            let body = json!({ "token": token, "password": password });
            let refused = client.post(open, body).await;
            assert_eq!(refused.errors(), [(Some("password"), code)]);
        }
        let body = json!({ "token": token, "password": GOOD, "session": session });
        let opened = client.post(open, body.clone()).await;
        opened.has_status(201);
        client.token = opened.json["token"].as_str().map(str::to_owned);
        assert_eq!(client.token.is_some(), session == "token");
        client.get("/session").await.has_status(200);
        client.post(open, body).await.has_status(410);
    }
}

#[tokio::test]
async fn address_owner_who_never_registered_deletes_the_account() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut squatter = Client::with_token(&site).await;
    let link = json!({ "token": site.emailed_link(EmailKind::VerifyEmail).await });
    let disown = "/email-verification/disavowal";
    let mut owner = Client::new(&site);
    owner.post(disown, link.clone()).await.has_status(204);
    owner.post(disown, link).await.has_status(410);
    squatter.get("/session").await.has_status(401);
}

#[tokio::test]
async fn email_address_is_changed_and_the_change_is_undone() {
    let site = Site::mailing(EmailVerification::Off);
    let mut app = Client::with_token(&site).await;
    for (email, current, error) in [
        (ALICE, GOOD, (Some("email"), "change-email-same")),
        (NEW, "", (Some("current_password"), "password-missing")),
        (NEW, "wrong", (Some("current_password"), "password-wrong")),
    ] {
        let body = json!({ "email": email, "current_password": current });
        let refused = app.post("/email-change", body).await;
        assert_eq!(refused.errors(), [error]);
    }
    let body = json!({ "email": NEW, "current_password": GOOD });
    app.post("/email-change", body).await.has_status(202);
    let confirm = json!({ "token": site.emailed_link(EmailKind::ChangeEmail).await });
    let undo = json!({ "token": site.emailed_link(EmailKind::EmailChangeRequested).await });
    let mut visitor = Client::new(&site);
    let path = "/email-change/confirmation";
    visitor.post(path, confirm.clone()).await.has_status(204);
    visitor.post(path, confirm).await.has_status(410);
    assert_eq!(app.get("/account").await.json["email"], NEW);
    visitor
        .post("/email-change/undo", undo.clone())
        .await
        .has_status(204);
    visitor
        .post("/email-change/undo", undo)
        .await
        .has_status(410);
    app.get("/account").await.has_status(401);
}

#[tokio::test]
async fn confirming_an_address_taken_meanwhile_returns_409() {
    let site = Site::mailing(EmailVerification::Off);
    let mut app = Client::with_token(&site).await;
    let body = json!({ "email": NEW, "current_password": GOOD });
    app.post("/email-change", body).await.has_status(202);
    let confirm = json!({ "token": site.emailed_link(EmailKind::ChangeEmail).await });
    let body = json!({ "email": NEW, "password": GOOD });
    Client::new(&site)
        .post("/account", body)
        .await
        .has_status(201);
    let refused = app.post("/email-change/confirmation", confirm).await;
    refused.has_status(409);
    assert_eq!(refused.text("code"), "email-taken");
}

#[tokio::test]
async fn resend_without_a_session_asks_for_the_address() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut visitor = Client::new(&site);
    let refused = visitor.post("/email-verification", json!({})).await;
    assert_eq!(refused.errors(), [(Some("email"), "email-missing")]);
    let body = json!({ "email": ALICE });
    for _ in 0..3 {
        visitor
            .post("/email-verification", body.clone())
            .await
            .has_status(202);
        visitor
            .post("/password-reset", body.clone())
            .await
            .has_status(202);
    }
    visitor
        .post("/email-verification", body.clone())
        .await
        .has_status(429);
    visitor.post("/password-reset", body).await.has_status(429);
}
