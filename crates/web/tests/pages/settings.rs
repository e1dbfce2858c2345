use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in},
};

const NEW: &str = "a staple of another kind";

async fn change(browser: &mut Browser, current: &str, new: &str, again: &str) -> Answer {
    let fields = [
        ("current_password", current),
        ("password", new),
        ("password_confirmation", again),
    ];
    browser.post("/settings/password", &fields).await
}

#[tokio::test]
async fn password_change_logs_out_other_browsers() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut before = here.clone();
    let mut there = site.browser();
    log_in(&mut there, ALICE, GOOD).await;

    here.get("/settings").await.shows("Current password");
    change(&mut here, GOOD, NEW, NEW)
        .await
        .leads_to("/settings");
    here.get("/settings")
        .await
        .shows("Your password has been changed.");
    there
        .get("/settings")
        .await
        .leads_to("/login?next=%2Fsettings");
    before
        .get("/settings")
        .await
        .leads_to("/login?next=%2Fsettings");

    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(422);
    log_in(&mut site.browser(), ALICE, NEW)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn remembered_session_stays_remembered() {
    let site = Site::new();
    site.logged_in_browser().await;
    let mut browser = site.browser();
    let fields = [("email", ALICE), ("password", GOOD), ("remember", "on")];
    browser.post("/login", &fields).await;
    let answer = change(&mut browser, GOOD, NEW, NEW).await;
    assert!(
        answer.set_cookies()[0].contains("Max-Age=2592000"),
        "{:?}",
        answer.set_cookies()
    );
}

#[tokio::test]
async fn errors_are_shown_at_their_fields() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for (current, new, again, field, message) in [
        (
            "wrong password",
            NEW,
            NEW,
            "current_password",
            "does not appear to be correct",
        ),
        ("", NEW, NEW, "current_password", "Enter your password."),
        (
            GOOD,
            NEW,
            GOOD,
            "password_confirmation",
            "must match the password",
        ),
        (
            GOOD,
            "12345678",
            "12345678",
            "password",
            "This password is too common.",
        ),
        (
            GOOD,
            "alice-example.com",
            "alice-example.com",
            "password",
            "your email address",
        ),
    ] {
        let page = change(&mut browser, current, new, again).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"id="{field}-error" role="alert""#));
    }
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn unknown_fields_change_no_other_user() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let mut bob = site.browser();
    super::fixture::register(&mut bob, "bob@example.com", GOOD).await;
    let fields = [
        ("email", "bob@example.com"),
        ("user_id", "1"),
        ("current_password", GOOD),
        ("password", NEW),
        ("password_confirmation", NEW),
    ];
    browser
        .post("/settings/password", &fields)
        .await
        .leads_to("/settings");
    log_in(&mut site.browser(), "bob@example.com", GOOD)
        .await
        .leads_to("/cookies");
    browser.get("/closed").await.shows("alice@example.com");
}
