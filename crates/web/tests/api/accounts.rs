use std::time::Duration;

use serde_json::json;
use vestibule_domain::Policy;

use super::client::Client;
use crate::pages::fixture::{ALICE, Choices, GOOD, Site};

const A_WHILE: Duration = Duration::from_secs(10 * 60);

#[tokio::test]
async fn user_lists_and_revokes_sessions() {
    let site = Site::new();
    let mut app = Client::with_token(&site).await;
    let mut others = [Client::new(&site), Client::new(&site), Client::new(&site)];
    let body = json!({ "email": ALICE, "password": GOOD });
    for other in &mut others {
        other.post("/session", body.clone()).await.has_status(201);
    }
    let sessions = app.get("/sessions").await.json["sessions"].clone();
    let sessions = sessions.as_array().unwrap();
    assert_eq!(sessions.len(), 4);
    let is_current = |session: &&serde_json::Value| session["is_current"] == true;
    assert_eq!(sessions.iter().filter(is_current).count(), 1);
    let id = others[0].get("/session").await.json["session"]["id"].clone();
    let path = format!("/sessions/{}", id.as_str().unwrap());
    app.delete(&path).await.has_status(204);
    app.delete(&path).await.has_status(404);
    others[0].get("/session").await.has_status(401);
    app.delete("/sessions/others").await.has_status(204);
    others[1].get("/session").await.has_status(401);
    let own = app.get("/session").await.json["session"]["id"].clone();
    let own = format!("/sessions/{}", own.as_str().unwrap());
    app.delete(&own).await.has_status(204);
    app.get("/session").await.has_status(401);
}

#[tokio::test]
async fn sessions_of_other_users_are_not_found() {
    let site = Site::new();
    let mut alice = Client::with_cookie(&site).await;
    let id = alice.get("/session").await.json["session"]["id"].clone();
    let mut mallory = Client::new(&site);
    let body = json!({ "email": "mallory@example.com", "password": GOOD });
    mallory.post("/account", body).await.has_status(201);
    for id in [
        id.as_str().unwrap(),
        "019ab7d2-6c80-7d3e-9c55-2f6b1f0c9a41",
        "x",
        "%FF",
    ] {
        mallory
            .delete(&format!("/sessions/{id}"))
            .await
            .has_status(404);
    }
    alice.get("/session").await.has_status(200);
}

#[tokio::test]
async fn sensitive_operation_requires_recent_login() {
    let site = Site::new();
    let mut app = Client::with_token(&site).await;
    site.clock.advance(A_WHILE);
    let others = ("DELETE", "/sessions/others");
    let one = ("DELETE", "/sessions/019ab7d2-6c80-7d3e-9c55-2f6b1f0c9a41");
    for (method, path) in [("GET", "/account/export"), others, one] {
        let refused = app.call(method, path, None).await;
        refused.has_status(403);
        assert_eq!(refused.text("code"), "reauthenticate");
    }
    let proof = json!({ "current_password": GOOD });
    let proven = app.post("/session/authentication", proof).await;
    app.token = Some(proven.text("token"));
    assert_eq!(proven.json["authenticated_recently"], true);
    for (method, path) in [("GET", "/account/export"), others] {
        let done = app.call(method, path, None).await;
        assert!(done.answer.status.is_success());
    }
}

#[tokio::test]
async fn user_exports_data_and_reads_activity() {
    let site = Site::new();
    let mut app = Client::with_token(&site).await;
    let kept = app.get("/account/export").await;
    kept.has_status(200);
    assert_eq!(kept.json["account"]["email"], ALICE);
    kept.answer.hides(app.token.as_ref().unwrap());
    let events = app.get("/account/activity").await.json["events"].clone();
    let kinds = events
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].clone());
    let kinds: Vec<_> = kinds.collect();
    assert!(kinds.contains(&"registered".into()) && kinds.contains(&"data_exported".into()));
}

#[tokio::test]
async fn account_deletion_clears_the_browser() {
    let site = Site::new();
    let mut browser = Client::with_cookie(&site).await;
    for (confirmation, current, error) in [
        (
            "bob@example.com",
            GOOD,
            (Some("confirmation"), "account-delete-mismatch"),
        ),
        (ALICE, "", (Some("current_password"), "password-missing")),
        (ALICE, "wrong", (Some("current_password"), "password-wrong")),
    ] {
        let body = json!({ "confirmation": confirmation, "current_password": current });
        let refused = browser.post("/account/deletion", body).await;
        assert_eq!(refused.errors(), [error]);
    }
    let body = json!({ "confirmation": ALICE, "current_password": GOOD });
    browser
        .post("/account/deletion", body)
        .await
        .has_status(204);
    assert!(browser.browser.cookies.is_empty());
    let body = json!({ "email": ALICE, "password": GOOD });
    browser.post("/session", body).await.has_status(422);
}

#[tokio::test]
async fn deletion_with_grace_returns_the_due_time() {
    let site = Site::with(Choices {
        policy: Policy::default()
            .with(|policy| policy.deletion_grace = Duration::from_secs(24 * 60 * 60)),
        ..Choices::default()
    });
    let mut app = Client::with_token(&site).await;
    let body = json!({ "confirmation": ALICE, "current_password": GOOD });
    let due = app.post("/account/deletion", body).await;
    due.has_status(202);
    assert!(due.text("deletion_due_at").ends_with('Z'));
    app.get("/account").await.has_status(401);
    let body = json!({ "email": ALICE, "password": GOOD });
    let back = app.post("/session", body).await;
    assert!(back.json["account"]["deletion_due_at"].is_null());
}
