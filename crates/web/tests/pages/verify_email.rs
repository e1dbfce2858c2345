use axum::{body::Body, http::Request};
use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const BOB: &str = "bob@example.com";
const NEW: &str = "a staple of another kind";

fn optional() -> Site {
    Site::mailing(EmailVerification::Optional)
}

fn required() -> Site {
    Site::mailing(EmailVerification::Required)
}

async fn verify_link(site: &Site) -> String {
    site.emailed_link(EmailKind::VerifyEmail).await
}

async fn look(browser: &mut Browser, token: &str) -> Answer {
    browser.get(&format!("/verify-email?token={token}")).await
}

async fn press(browser: &mut Browser, token: &str, intent: &str, password: &str) -> Answer {
    let fields = [("token", token), ("intent", intent), ("password", password)];
    browser.post("/verify-email", &fields).await
}

#[tokio::test]
async fn logged_in_user_verifies_the_address_with_one_button() {
    let site = optional();
    let mut browser = site.logged_in_browser().await;
    browser.get("/settings").await.shows("Not confirmed");
    let token = verify_link(&site).await;
    let page = look(&mut browser, &token).await;
    page.has_status(200);
    page.shows("<strong>alice@example.com</strong> is your email address");
    page.hides(r#"type="password""#);
    page.hides(r#"value="disown""#);
    press(&mut browser, &token, "verify", "")
        .await
        .leads_to("/settings");
    let settings = browser.get("/settings").await;
    settings.shows("Your email address is confirmed.");
    settings.shows(">Confirmed</span>");
    settings.hides("/verify-email/resend");
    press(&mut browser, &token, "verify", "")
        .await
        .leads_to("/settings");
}

#[tokio::test]
async fn link_scanner_does_not_verify_the_address_or_open_a_session() {
    let site = optional();
    let mut owner = site.logged_in_browser().await;
    let token = verify_link(&site).await;
    for mut browser in [site.browser(), owner.clone()] {
        for method in ["GET", "HEAD"] {
            let request = Request::builder()
                .method(method)
                .uri(format!("/verify-email?token={token}"));
            let answer = browser.send(request.body(Body::empty()).unwrap()).await;
            answer.has_status(200);
            assert!(answer.set_cookies().is_empty());
        }
    }
    owner.get("/settings").await.shows("Not confirmed");
}

#[tokio::test]
async fn verification_link_with_the_password_verifies_and_logs_in() {
    let site = required();
    let mut browser = site.browser();
    register(&mut browser, ALICE, GOOD)
        .await
        .leads_to("/mail-sent");
    let token = verify_link(&site).await;
    look(&mut browser, &token)
        .await
        .shows("<strong>alice@example.com</strong>. If it is yours");
    for (typed, message) in [
        (NEW, "does not appear to be correct"),
        ("", "Enter your password."),
    ] {
        let page = press(&mut browser, &token, "log_in", typed).await;
        page.has_status(422);
        page.shows(message);
        page.shows(r#"id="password-error" role="alert""#);
        page.shows("<title>Error: ");
        assert!(page.set_cookies().is_empty());
    }
    press(&mut browser, &token, "log_in", GOOD)
        .await
        .leads_to("/cookies");
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
    press(&mut site.browser(), &token, "log_in", GOOD)
        .await
        .has_status(410);
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
}

/// An attacker registers the address of another person, stays logged in, and waits.
#[tokio::test]
async fn new_password_of_the_mailbox_owner_revokes_access_of_the_registrant() {
    let site = optional();
    let mut squatter = site.logged_in_browser().await;
    let token = verify_link(&site).await;
    let mut owner = site.browser();
    let page = look(&mut owner, &token).await;
    page.shows(r#"<form method="get" action="/reset-password">"#);
    press(&mut owner, &token, "log_in", "what I always take")
        .await
        .has_status(422);
    squatter.get("/settings").await.shows("Not confirmed");

    let form = format!("/reset-password?token={token}");
    owner.get(&form).await.shows("alice@example.com");
    let fields = [
        ("token", token.as_str()),
        ("password", NEW),
        ("password_confirmation", NEW),
    ];
    owner
        .post("/reset-password", &fields)
        .await
        .leads_to("/login");
    squatter
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
    log_in(&mut squatter, ALICE, GOOD).await.has_status(422);
    log_in(&mut owner, ALICE, NEW).await.leads_to("/cookies");
    owner.get("/settings").await.shows(">Confirmed</span>");
    look(&mut squatter, &token).await.has_status(410);
}

#[tokio::test]
async fn mailbox_owner_deletes_an_account_registered_by_another() {
    let site = optional();
    let mut squatter = site.logged_in_browser().await;
    let token = verify_link(&site).await;
    let mut owner = site.browser();
    look(&mut owner, &token)
        .await
        .shows("This was not me: delete the account");
    press(&mut owner, &token, "disown", "")
        .await
        .leads_to("/login");
    owner
        .get("/login")
        .await
        .shows("The account with your email address has been deleted.");
    squatter
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
    log_in(&mut squatter, ALICE, GOOD).await.has_status(422);
    press(&mut owner, &token, "disown", "")
        .await
        .has_status(410);
    register(&mut owner, ALICE, NEW).await.leads_to("/cookies");
}

/// The squatter does not own the mailbox: an email that they send themselves verifies nothing.
#[tokio::test]
async fn registrant_without_the_mailbox_cannot_verify_the_address() {
    let site = optional();
    let mut squatter = site.logged_in_browser().await;
    for token in ["", "A", &"A".repeat(43)] {
        press(&mut squatter, token, "verify", "")
            .await
            .has_status(410);
    }
    squatter.get("/settings").await.shows("Not confirmed");
}

#[tokio::test]
async fn link_of_another_account_is_explained_and_verifies_nothing() {
    let site = optional();
    site.logged_in_browser().await;
    let token = verify_link(&site).await;
    let mut bob = site.browser();
    register(&mut bob, BOB, GOOD).await;
    let mut bobs_copy = bob.clone();
    let page = look(&mut bob, &token).await;
    page.shows("currently logged in as <strong>bob@example.com</strong>");
    page.shows("An account was created with <strong>alice@example.com</strong>");
    let page = press(&mut bob, &token, "verify", "").await;
    page.has_status(422);
    page.shows("currently logged in as <strong>bob@example.com</strong>");
    bob.get("/settings").await.shows("Not confirmed");

    press(&mut bob, &token, "log_in", GOOD)
        .await
        .leads_to("/cookies");
    bob.get("/closed").await.shows("Hello, alice@example.com");
    bobs_copy
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn unknown_button_value_is_a_bad_request() {
    let site = optional();
    site.logged_in_browser().await;
    let token = verify_link(&site).await;
    press(&mut site.browser(), &token, "become_admin", GOOD)
        .await
        .has_status(400);
    look(&mut site.browser(), &token).await.has_status(200);
}

#[tokio::test]
async fn outage_during_verification_keeps_the_form_and_the_link() {
    let site = optional();
    site.logged_in_browser().await;
    let token = verify_link(&site).await;
    let fields = [
        ("token", token.as_str()),
        ("intent", "log_in"),
        ("password", GOOD),
        ("password_confirmation", GOOD),
    ];
    for (path, failed) in [
        ("/verify-email", "The email address could not be confirmed."),
        ("/reset-password", "The password could not be changed."),
    ] {
        site.store.switch_off_after(1);
        let page = site.browser().post(path, &fields).await;
        page.has_status(503);
        page.shows(failed);
        page.shows(&format!(r#"name="token" value="{token}""#));
        page.hides(GOOD);
        assert_eq!(page.header("retry-after"), "5");
    }
    site.store.switch_on();
    press(&mut site.browser(), &token, "log_in", GOOD)
        .await
        .leads_to("/cookies");
}
