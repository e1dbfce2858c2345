use std::time::Duration;

use vestibule_domain::{EmailVerification, MailKind};

use super::fixture::{ALICE, GOOD, Site, log_in, register};

const BOB: &str = "bob@example.com";
const NEW: &str = "a staple of another kind";
const PAUSE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_log_in_before_the_proof_offers_another_mail() {
    let site = Site::mailing(EmailVerification::Required);
    register(&mut site.browser(), ALICE, GOOD).await;
    site.deliver().await;
    site.clock.advance(PAUSE);
    let mut browser = site.browser();
    log_in(&mut browser, ALICE, NEW)
        .await
        .hides("confirm your email address");
    let page = log_in(&mut browser, ALICE, GOOD).await;
    page.has_status(422);
    page.shows("Please confirm your email address first");
    page.shows(r#"<form id="resend" method="post" action="/verify-email/resend">"#);
    page.shows(r#"<input type="hidden" name="email" value="alice@example.com">"#);
    page.hides(GOOD);
    assert!(page.set_cookies().is_empty());
    browser
        .post("/verify-email/resend", &[("email", ALICE)])
        .await
        .leads_to("/mail-sent");
    assert_eq!(site.mailed().await.len(), 2);
}

#[tokio::test]
async fn whoever_is_logged_in_gets_another_mail_to_the_own_address() {
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
        .shows("The mail is on its way.");
    let mail = (ALICE.to_owned(), MailKind::VerifyEmail);
    assert_eq!(site.mailed().await, [mail.clone(), mail]);
}

#[tokio::test]
async fn another_mail_tells_a_stranger_nothing() {
    let site = Site::mailing(EmailVerification::Optional);
    site.logged_in_browser().await;
    site.store.asked();
    let mut seen = Vec::new();
    for email in [ALICE, BOB] {
        let statements = site.store.statements();
        let fields = [("email", email)];
        let answer = site.browser().post("/verify-email/resend", &fields).await;
        answer.leads_to("/mail-sent");
        let headers = format!("{:?}", answer.headers);
        let work = (site.store.asked(), site.store.statements() - statements);
        seen.push((headers, answer.body, work));
    }
    assert_eq!(seen[0], seen[1]);
    for (typed, message) in [("alice@", "name, an @ and a domain"), ("", "Please enter")] {
        let fields = [("email", typed)];
        let page = site.browser().post("/verify-email/resend", &fields).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"value="{typed}""#));
    }
}

#[tokio::test]
async fn nobody_is_asked_where_nobody_has_to_confirm() {
    for site in [Site::new(), Site::mailing(EmailVerification::Off)] {
        let mut browser = site.logged_in_browser().await;
        let page = browser.get("/settings").await;
        page.hides("onfirmed");
        page.hides("/verify-email/resend");
    }
}
