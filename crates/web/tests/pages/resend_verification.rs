use std::time::Duration;

use vestibule_domain::{EmailKind, EmailVerification};

use super::fixture::{ALICE, GOOD, Site, log_in, register};

const BOB: &str = "bob@example.com";
const NEW: &str = "a staple of another kind";
const PAUSE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn login_before_verification_offers_another_email() {
    let site = Site::mailing(EmailVerification::Required);
    register(&mut site.browser(), ALICE, GOOD).await;
    site.deliver().await;
    site.clock.advance(PAUSE);
    let mut browser = site.browser();
    log_in(&mut browser, ALICE, NEW)
        .await
        .hides("Confirm your email address first.");
    let page = log_in(&mut browser, ALICE, GOOD).await;
    page.has_status(422);
    page.shows("Confirm your email address first.");
    page.shows(r#"<form id="resend" method="post" action="/verify-email/resend">"#);
    page.shows(r#"<input type="hidden" name="email" value="alice@example.com">"#);
    page.hides(GOOD);
    assert!(page.set_cookies().is_empty());
    browser
        .post("/verify-email/resend", &[("email", ALICE)])
        .await
        .leads_to("/mail-sent");
    assert_eq!(site.emailed().await.len(), 2);
}

#[tokio::test]
async fn logged_in_user_gets_another_verification_email() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut browser = site.logged_in_browser().await;
    site.deliver().await;
    site.clock.advance(PAUSE);
    browser
        .get("/settings")
        .await
        .shows(r#"action="/verify-email/resend""#);
    browser
        .post("/verify-email/resend", &[])
        .await
        .leads_to("/settings");
    browser
        .get("/settings")
        .await
        .shows("We have sent the email.");
    let email = (ALICE.to_owned(), EmailKind::VerifyEmail);
    assert_eq!(site.emailed().await, [email.clone(), email]);
}

#[tokio::test]
async fn resend_discloses_nothing_to_a_visitor() {
    let site = Site::mailing(EmailVerification::Optional);
    site.logged_in_browser().await;
    site.store.asked();
    let mut seen = Vec::new();
    for email in [ALICE, BOB] {
        let statements = site.store.work();
        let fields = [("email", email)];
        let answer = site.browser().post("/verify-email/resend", &fields).await;
        answer.leads_to("/mail-sent");
        let headers = format!("{:?}", answer.headers);
        let work = (site.store.asked(), site.store.work() - statements);
        seen.push((headers, answer.body, work));
    }
    assert_eq!(seen[0], seen[1]);
    for (typed, message) in [
        (
            "alice@",
            "Enter a complete email address, such as name@example.com.",
        ),
        ("", "Enter your email address."),
    ] {
        let fields = [("email", typed)];
        let page = site.browser().post("/verify-email/resend", &fields).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"value="{typed}""#));
    }
}

#[tokio::test]
async fn no_verification_is_requested_with_verification_off() {
    for site in [Site::new(), Site::mailing(EmailVerification::Off)] {
        let mut browser = site.logged_in_browser().await;
        let page = browser.get("/settings").await;
        page.hides("onfirmed");
        page.hides("/verify-email/resend");
    }
}
