//! Buttons of emailed links that are pressed twice, and links that are opened again.

use std::net::Ipv4Addr;

use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const CONFIRM: &str = "/settings/email/confirm";
const UNDO: &str = "/settings/email/undo";
const MOVED: &str = "alice@example.org";
const NEW: &str = "a staple of another kind";
const HOME: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 7);

fn site() -> Site {
    Site::mailing(EmailVerification::Optional)
}

async fn alice(site: &Site) -> Browser {
    let mut browser = site.browser_at(HOME);
    register(&mut browser, ALICE, GOOD).await;
    browser.get("/login").await;
    browser
}

/// A double click: both requests are sent before a response arrives.
async fn double_click(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> [Answer; 2] {
    let first = browser.clone().post(path, fields).await;
    let second = browser.post(path, fields).await;
    [first, second]
}

async fn ask_for_change(browser: &mut Browser) {
    let fields = [("email", MOVED), ("current_password", GOOD)];
    browser
        .post("/settings/email", &fields)
        .await
        .leads_to("/settings");
    browser.get("/settings").await;
}

#[tokio::test]
async fn reused_verification_link_shows_that_the_address_is_verified() {
    let site = site();
    let mut alice = alice(&site).await;
    let token = site.emailed_link(EmailKind::VerifyEmail).await;
    let fields = [("token", token.as_str()), ("intent", "verify")];
    alice
        .post("/verify-email", &fields)
        .await
        .leads_to("/settings");
    alice.get("/settings").await;
    for is_pressed in [true, false] {
        let again = match is_pressed {
            true => alice.post("/verify-email", &fields).await,
            false => alice.get(&format!("/verify-email?token={token}")).await,
        };
        again.leads_to("/settings");
        let page = alice.get("/settings").await;
        page.shows("Your email address is confirmed.");
    }
    let page = site
        .browser()
        .get(&format!("/verify-email?token={token}"))
        .await;
    page.has_status(410);
}

#[tokio::test]
async fn reused_email_change_link_shows_success_until_the_next_change() {
    let site = site();
    let mut alice = alice(&site).await;
    ask_for_change(&mut alice).await;
    let token = site.emailed_link(EmailKind::ChangeEmail).await;
    let undo = site.emailed_link(EmailKind::EmailChangeRequested).await;
    let fields = [("token", token.as_str())];
    alice.post(CONFIRM, &fields).await.leads_to("/settings");
    alice.get("/settings").await;
    for is_pressed in [true, false] {
        let again = match is_pressed {
            true => alice.post(CONFIRM, &fields).await,
            false => alice.get(&format!("{CONFIRM}?token={token}")).await,
        };
        again.leads_to("/settings");
        let page = alice.get("/settings").await;
        page.shows("Your email address has been changed.");
    }
    let mut other = site.browser_at(HOME);
    register(&mut other, "bob@example.com", GOOD).await;
    other.post(CONFIRM, &fields).await.has_status(410);

    let fields = [("token", undo.as_str())];
    alice.post(UNDO, &fields).await.leads_to("/login");
    alice.get("/login").await;
    alice
        .get(&format!("{CONFIRM}?token={token}"))
        .await
        .has_status(410);
    alice.post(UNDO, &fields).await.has_status(410);
}

#[tokio::test]
async fn double_click_on_any_button_of_a_link_never_shows_an_error() {
    let site = site();
    let mut owner = alice(&site).await;
    let verify = site.emailed_link(EmailKind::VerifyEmail).await;
    ask_for_change(&mut owner).await;
    let confirm = site.emailed_link(EmailKind::ChangeEmail).await;
    let undo = site.emailed_link(EmailKind::EmailChangeRequested).await;

    let fields = [
        ("token", verify.as_str()),
        ("intent", "log_in"),
        ("password", GOOD),
    ];
    let mut phone = site.browser_at(HOME);
    let [first, second] = double_click(&mut phone, "/verify-email", &fields).await;
    first.leads_to("/cookies");
    second.leads_to("/login");
    phone
        .get("/login")
        .await
        .shows("Your email address is confirmed.");

    let mut phone = site.browser_at(HOME);
    for answer in double_click(&mut phone, CONFIRM, &[("token", &confirm)]).await {
        answer.leads_to("/login");
    }
    phone
        .get("/login")
        .await
        .shows("Your email address has been changed.");

    let mut phone = site.browser_at(HOME);
    for answer in double_click(&mut phone, UNDO, &[("token", &undo)]).await {
        answer.leads_to("/login");
    }

    let reset = site.emailed_link(EmailKind::ResetPassword).await;
    let fields = [
        ("token", reset.as_str()),
        ("password", NEW),
        ("password_confirmation", NEW),
    ];
    let mut phone = site.browser_at(HOME);
    for answer in double_click(&mut phone, "/reset-password", &fields).await {
        answer.leads_to("/login");
    }
    log_in(&mut phone, ALICE, NEW).await.leads_to("/cookies");
}

#[tokio::test]
async fn double_click_on_the_delete_button_of_a_link_never_shows_an_error() {
    let site = site();
    alice(&site).await;
    let token = site.emailed_link(EmailKind::VerifyEmail).await;
    let fields = [("token", token.as_str()), ("intent", "disown")];
    let mut owner = site.browser_at(Ipv4Addr::new(198, 51, 100, 1));
    for answer in double_click(&mut owner, "/verify-email", &fields).await {
        answer.leads_to("/login");
    }
    owner.get("/login").await.shows("has been deleted");
}

#[tokio::test]
async fn link_used_in_another_browser_is_invalid() {
    let site = site();
    alice(&site).await;
    let mut owner = site.browser_at(HOME);
    owner.post("/forgot-password", &[("email", ALICE)]).await;
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
    let mut elsewhere = site.browser_at(Ipv4Addr::new(198, 51, 100, 1));
    elsewhere
        .post("/reset-password", &fields)
        .await
        .has_status(410);
    let mut unknown = site.browser();
    unknown
        .post("/reset-password", &fields)
        .await
        .has_status(410);
    // The response arrived: a second click is intended.
    owner.post("/reset-password", &fields).await.has_status(410);
}

#[tokio::test]
async fn password_managers_find_the_form_at_its_well_known_address() {
    use super::fixture::Choices;
    const KNOWN: &str = "/.well-known/change-password";
    let site = Site::new();
    let mut alice = site.logged_in_browser().await;
    alice.get(KNOWN).await.leads_to("/settings");
    site.browser().get(KNOWN).await.leads_to("/settings");
    alice.post(KNOWN, &[]).await.has_status(404);
    alice.get("/.well-known/other").await.has_status(404);

    let below = Site::with(Choices {
        at: Some(("/account", "vestibule")),
        ..Choices::default()
    });
    for path in [KNOWN, "/account/.well-known/change-password"] {
        below
            .browser()
            .get(path)
            .await
            .leads_to("/account/settings");
    }
    for route in [
        vestibule_web::Route::SETTINGS,
        vestibule_web::Route::CHANGE_PASSWORD,
    ] {
        let without = Site::with(Choices {
            without: vec![route],
            ..Choices::default()
        });
        without.browser().get(KNOWN).await.has_status(404);
    }
    let own = axum::Router::new().route(KNOWN, axum::routing::get("the host's own"));
    let site = Site::mounted(Choices::default(), own);
    site.browser().get(KNOWN).await.shows("the host's own");
}
