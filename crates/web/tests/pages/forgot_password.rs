use axum::{body::Body, http::Request};
use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, FORM, GOOD, Site, log_in, register},
};

const ANONYMOUS: &str = "nobody@example.com";
const NEW: &str = "a staple of another kind";

async fn ask(browser: &mut Browser, email: &str) -> Answer {
    browser.post("/forgot-password", &[("email", email)]).await
}

async fn site_of_alice() -> Site {
    let site = Site::mailing(EmailVerification::Off);
    register(&mut site.browser(), ALICE, GOOD).await;
    site
}

#[tokio::test]
async fn user_resets_a_forgotten_password_from_the_login_page() {
    let site = site_of_alice().await;
    let mut browser = site.browser();
    browser
        .get("/login")
        .await
        .shows(r#"<a href="/forgot-password">Forgot your password?</a>"#);
    let form = browser.get("/forgot-password").await;
    form.has_status(200);
    form.shows(r#"name="email" type="email" value="""#);
    ask(&mut browser, "Alice@EXAMPLE.com")
        .await
        .leads_to("/mail-sent");
    browser
        .get("/mail-sent")
        .await
        .shows("Did not get it? Check your spam folder or request another link.");

    let token = site.emailed_link(EmailKind::ResetPassword).await;
    let page = browser.get(&format!("/reset-password?token={token}")).await;
    page.has_status(200);
    page.shows("Choose a new password for <strong>alice@example.com</strong>");
    let fields = [
        ("token", token.as_str()),
        ("password", NEW),
        ("password_confirmation", NEW),
    ];
    browser
        .post("/reset-password", &fields)
        .await
        .leads_to("/login");
    browser
        .get("/login")
        .await
        .shows("Your password has been changed. Log in with the new one.");
    log_in(&mut browser, ALICE, NEW).await.leads_to("/cookies");
}

#[tokio::test]
async fn email_requests_do_not_disclose_accounts() {
    let site = site_of_alice().await;
    site.store.asked();
    let mut seen = Vec::new();
    for email in [ALICE, ANONYMOUS] {
        let (statements, hashes) = (site.store.work(), site.hasher.work());
        let answer = ask(&mut site.browser(), email).await;
        seen.push((
            answer.status,
            format!("{:?}", answer.headers),
            answer.body,
            site.store.asked(),
            site.store.work() - statements,
            site.hasher.work() - hashes,
        ));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(
        site.emailed().await,
        [(ALICE.to_owned(), EmailKind::ResetPassword)]
    );
}

#[tokio::test]
async fn email_sent_page_is_the_same_for_all_and_needs_no_query() {
    let site = site_of_alice().await;
    site.store.asked();
    let page = site.browser().get("/mail-sent").await;
    page.has_status(200);
    page.shows("If an account exists for that address, we have sent an email with a link.");
    page.hides(ALICE);
    for path in ["/forgot-password", "/verify-email/resend"] {
        site.browser().get(path).await.has_status(200);
    }
    assert_eq!(site.store.asked(), 0);
}

#[tokio::test]
async fn error_is_shown_at_the_field_and_the_input_is_kept() {
    let site = Site::mailing(EmailVerification::Off);
    for (typed, message) in [
        (
            "alice@example",
            "The part after the @ is not a domain such as example.com.",
        ),
        ("", "Enter your email address."),
    ] {
        let page = ask(&mut site.browser(), typed).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"value="{typed}""#));
        page.shows(r#"aria-describedby="email-error" autofocus"#);
        page.shows("<title>Error: ");
    }
    assert_eq!(site.store.asked(), 0);
}

#[tokio::test]
async fn pages_without_email_delivery_name_the_alternative() {
    let site = Site::new();
    for path in ["/forgot-password", "/verify-email/resend", "/mail-sent"] {
        let page = site.browser().get(path).await;
        page.has_status(200);
        page.shows("This site cannot send email.");
        page.hides("<form");
    }
    for path in ["/forgot-password", "/verify-email/resend"] {
        let page = site.browser().post(path, &[("email", ALICE)]).await;
        page.has_status(422);
        page.shows("This site cannot send email.");
    }
    assert_eq!(site.store.asked(), 0);
}

#[tokio::test]
async fn database_outage_returns_503_and_keeps_the_address() {
    let site = site_of_alice().await;
    site.store.switch_off();
    for path in ["/forgot-password", "/verify-email/resend"] {
        let page = site.browser().post(path, &[("email", ALICE)]).await;
        page.has_status(503);
        page.shows("The email could not be sent. Please try again.");
        page.shows(r#"value="alice@example.com""#);
        assert_eq!(page.header("retry-after"), "5");
    }
}

/// A link to the attacker's host would send the token there.
#[tokio::test]
async fn host_header_does_not_influence_emails() {
    let mut emailed = Vec::new();
    for host in ["shop.test", "evil.example"] {
        let site = site_of_alice().await;
        let request = Request::post("/forgot-password")
            .header("content-type", FORM)
            .header("host", host)
            .header("x-forwarded-host", host);
        let body = format!("email={ALICE}");
        let mut browser = site.browser();
        let answer = browser.send(request.body(body.into()).unwrap()).await;
        answer.leads_to("/mail-sent");
        site.deliver().await;
        let messages = site.mailer.sent();
        assert_eq!(messages.len(), 1);
        assert!(!format!("{messages:?}").contains("evil"), "{messages:?}");
        emailed.push(messages[0].email.clone());
    }
    assert_eq!(emailed[0], emailed[1]);
}

#[tokio::test]
async fn get_and_head_requests_send_no_email() {
    let site = site_of_alice().await;
    for path in ["/forgot-password", "/verify-email/resend"] {
        let path = format!("{path}?email={ALICE}");
        let head = Request::head(&path).body(Body::empty()).unwrap();
        site.browser().send(head).await.has_status(200);
        site.browser().get(&path).await.hides(ALICE);
    }
    assert_eq!(site.emailed().await, []);
}
