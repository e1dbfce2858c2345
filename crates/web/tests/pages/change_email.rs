use axum::{body::Body, http::Request};
use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const BOB: &str = "bob@example.com";
const MOVED: &str = "alice@example.org";
const NEW: &str = "a staple of another kind";

async fn site_of_alice() -> (Site, Browser) {
    let site = Site::mailing(EmailVerification::Off);
    let browser = site.logged_in_browser().await;
    (site, browser)
}

async fn change(browser: &mut Browser, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("current_password", password)];
    browser.post("/settings/email", &fields).await
}

async fn look(browser: &mut Browser, path: &str, token: &str) -> Answer {
    browser.get(&format!("{path}?token={token}")).await
}

async fn use_link(browser: &mut Browser, path: &str, token: &str) -> Answer {
    browser.post(path, &[("token", token)]).await
}

/// The links to the new address and to the old one.
async fn links(site: &Site) -> (String, String) {
    (
        site.emailed_link(EmailKind::ChangeEmail).await,
        site.emailed_link(EmailKind::EmailChangeRequested).await,
    )
}

#[tokio::test]
async fn new_address_is_verified_and_replaces_the_old_one() {
    let (site, mut browser) = site_of_alice().await;
    browser
        .get("/settings")
        .await
        .shows(r#"<a href="/settings/email">Change</a>"#);
    browser
        .get("/settings/email")
        .await
        .shows("New email address");
    change(&mut browser, MOVED, GOOD)
        .await
        .leads_to("/settings");
    let settings = browser.get("/settings").await;
    settings.shows("We have sent an email to the new address.");
    settings.shows("<dd>alice@example.com");
    assert_eq!(
        site.emailed().await.len(),
        2,
        "to the new and to the old address"
    );

    let (confirm, _) = links(&site).await;
    let page = look(&mut browser, "/settings/email/confirm", &confirm).await;
    page.has_status(200);
    page.shows("<strong>alice@example.org</strong>");
    assert_eq!(page.header("referrer-policy"), "strict-origin");
    use_link(&mut browser, "/settings/email/confirm", &confirm)
        .await
        .leads_to("/settings");
    let settings = browser.get("/settings").await;
    settings.shows("Your email address has been changed.");
    settings.shows("<dd>alice@example.org");
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(422);
    log_in(&mut site.browser(), MOVED, GOOD)
        .await
        .leads_to("/cookies");
    use_link(&mut browser, "/settings/email/confirm", &confirm)
        .await
        .leads_to("/settings");
    let again = use_link(&mut site.browser(), "/settings/email/confirm", &confirm).await;
    again.has_status(410);
    again.shows(r#"href="/settings/email">Request a new link</a>"#);
    again.hides(&confirm);
}

#[tokio::test]
async fn reset_link_works_in_another_browser_and_opens_no_session() {
    let (site, mut browser) = site_of_alice().await;
    change(&mut browser, MOVED, GOOD).await;
    let (confirm, _) = links(&site).await;
    let mut bob = site.browser();
    register(&mut bob, BOB, GOOD).await;
    use_link(&mut bob, "/settings/email/confirm", &confirm)
        .await
        .leads_to("/login");
    bob.get("/closed").await.shows("Hello, bob@example.com");
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.org");
}

#[tokio::test]
async fn errors_are_shown_at_their_fields_and_the_address_is_kept() {
    let (site, mut browser) = site_of_alice().await;
    for (email, password, field, message) in [
        (
            "ALICE@example.com",
            GOOD,
            "email",
            "This is already your email address. Enter the new one.",
        ),
        (
            "alice@example",
            GOOD,
            "email",
            "The part after the @ is not a domain such as example.com.",
        ),
        (MOVED, NEW, "current_password", "appear to be correct"),
        (MOVED, "", "current_password", "Enter your password."),
    ] {
        let page = change(&mut browser, email, password).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"id="{field}-error" role="alert""#));
        page.shows(&format!(r#"value="{email}""#));
        page.hides(r#"type="password" value"#);
    }
    assert_eq!(site.emailed().await, []);
}

#[tokio::test]
async fn taken_address_gets_the_same_response_as_a_free_one() {
    let (site, mut browser) = site_of_alice().await;
    register(&mut site.browser(), BOB, GOOD).await;
    let mut seen = Vec::new();
    for email in [BOB, MOVED] {
        let statements = site.store.work();
        let answer = change(&mut browser.clone(), email, GOOD).await;
        answer.leads_to("/settings");
        let headers = format!("{:?}", answer.headers);
        seen.push((headers, answer.body, site.store.work() - statements));
    }
    assert_eq!(seen[0], seen[1]);
    let emailed = site.emailed().await;
    assert!(emailed.contains(&(BOB.to_owned(), EmailKind::EmailTaken)));
    assert!(!emailed.contains(&(BOB.to_owned(), EmailKind::ChangeEmail)));
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn address_taken_meanwhile_is_refused_without_changes() {
    let (site, mut browser) = site_of_alice().await;
    change(&mut browser, MOVED, GOOD).await;
    let (confirm, _) = links(&site).await;
    register(&mut site.browser(), MOVED, GOOD).await;
    let page = use_link(&mut browser, "/settings/email/confirm", &confirm).await;
    page.has_status(422);
    page.shows("Another account now uses this email address, so nothing was changed.");
    page.shows("<title>Error: ");
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
    look(&mut browser, "/settings/email/confirm", &confirm)
        .await
        .has_status(200);
}

/// An attacker with a stolen password changes the address to one of their own.
#[tokio::test]
async fn undo_link_reverts_an_email_change_of_an_attacker() {
    let (site, mut attacker) = site_of_alice().await;
    change(&mut attacker, MOVED, GOOD).await;
    let (confirm, undo) = links(&site).await;
    use_link(&mut attacker, "/settings/email/confirm", &confirm).await;
    attacker
        .get("/closed")
        .await
        .shows("Hello, alice@example.org");

    let mut owner = site.browser();
    let page = look(&mut owner, "/settings/email/undo", &undo).await;
    page.has_status(200);
    page.shows("<strong>alice@example.com</strong>");
    page.shows("the current password stops working");
    use_link(&mut owner, "/settings/email/undo", &undo)
        .await
        .leads_to("/login");
    owner
        .get("/login")
        .await
        .shows("Your previous email address has been restored.");
    attacker
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
    for email in [ALICE, MOVED] {
        log_in(&mut attacker, email, GOOD).await.has_status(422);
    }
    let again = use_link(&mut attacker, "/settings/email/undo", &undo).await;
    again.has_status(410);
    again.shows("If the email address of your account was changed without your consent, contact the site administrator.");

    let token = site.emailed_link(EmailKind::ResetPassword).await;
    let fields = [
        ("token", token.as_str()),
        ("password", NEW),
        ("password_confirmation", NEW),
    ];
    owner
        .post("/reset-password", &fields)
        .await
        .leads_to("/login");
    log_in(&mut owner, ALICE, NEW).await.leads_to("/cookies");
}

#[tokio::test]
async fn undoing_an_email_change_logs_out_the_own_browser() {
    let (site, mut browser) = site_of_alice().await;
    change(&mut browser, MOVED, GOOD).await;
    let (confirm, undo) = links(&site).await;
    use_link(&mut browser, "/settings/email/undo", &undo)
        .await
        .leads_to("/login");
    assert!(!browser.cookies.contains_key("vestibule_session"));
    look(&mut browser, "/settings/email/confirm", &confirm)
        .await
        .has_status(410);
}

#[tokio::test]
async fn link_scanner_does_not_confirm_an_email_change() {
    let (site, mut browser) = site_of_alice().await;
    change(&mut browser, MOVED, GOOD).await;
    let (confirm, undo) = links(&site).await;
    for (path, token) in [
        ("/settings/email/confirm", &confirm),
        ("/settings/email/undo", &undo),
    ] {
        for method in ["GET", "HEAD"] {
            let request = Request::builder()
                .method(method)
                .uri(format!("{path}?token={token}"));
            let answer = site
                .browser()
                .send(request.body(Body::empty()).unwrap())
                .await;
            answer.has_status(200);
            assert!(answer.set_cookies().is_empty());
        }
    }
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn visitor_is_redirected_to_login() {
    let (site, _) = site_of_alice().await;
    let mut visitor = site.browser();
    visitor
        .get("/settings/email")
        .await
        .leads_to("/login?next=%2Fsettings%2Femail");
    change(&mut visitor, MOVED, GOOD).await.leads_to("/login");
    assert_eq!(site.emailed().await, []);
}

#[tokio::test]
async fn database_outage_returns_503_and_keeps_the_link() {
    let (site, mut browser) = site_of_alice().await;
    change(&mut browser, MOVED, GOOD).await;
    let (confirm, _) = links(&site).await;
    browser.get("/settings").await; // the message about the email is shown once
    site.store.switch_off();
    let answer = change(&mut browser, MOVED, GOOD).await;
    answer.has_status(503);
    assert!(answer.set_cookies().is_empty());
    use_link(&mut browser, "/settings/email/confirm", &confirm)
        .await
        .has_status(503);
    site.store.switch_off_after(2); // the link and the session are still valid
    let page = use_link(&mut browser, "/settings/email/confirm", &confirm).await;
    page.has_status(503);
    page.shows("nothing was changed");
    site.store.switch_on();
    use_link(&mut browser, "/settings/email/confirm", &confirm)
        .await
        .leads_to("/settings");
}

#[tokio::test]
async fn page_without_email_delivery_names_the_alternative() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let page = browser.get("/settings/email").await;
    page.has_status(200);
    page.shows("This site cannot send email, so it cannot confirm a new address.");
    page.hides("<form");
    let page = change(&mut browser, MOVED, GOOD).await;
    page.has_status(422);
    page.hides("<form");
}
