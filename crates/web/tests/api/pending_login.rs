//! A login that needs a further step, which no operation continues yet.

use serde_json::json;
use vestibule_domain::{EmailKind, EmailVerification};

use super::client::{Client, Reply};
use crate::pages::fixture::{ALICE, GOOD, Site};

fn is_refused(reply: &Reply) {
    reply.has_status(422);
    assert_eq!(reply.json["errors"][0]["code"], "login-further-step");
    assert_eq!(reply.json.get("token"), None);
    assert!(reply.answer.set_cookies().is_empty());
}

#[tokio::test]
async fn api_refuses_a_login_that_needs_a_further_step() {
    let site = Site::of_second_factors(EmailVerification::Optional);
    let mut client = Client::new(&site);
    let body = json!({ "email": ALICE, "password": GOOD });
    let registered = client.post("/account", body.clone()).await;
    registered.has_status(202);
    assert!(registered.answer.set_cookies().is_empty());
    is_refused(&client.post("/session", body).await);
    let token = site.emailed_link(EmailKind::VerifyEmail).await;
    let body = json!({ "token": token, "password": GOOD, "session": "token" });
    is_refused(&client.post("/email-verification/session", body).await);
    client.get("/session").await.has_status(401);
}
