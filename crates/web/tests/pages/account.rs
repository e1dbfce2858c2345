use std::time::Duration;

use data_encoding::HEXLOWER;
use vestibule_domain::{
    EmailAddress, EmailVerification, Policy, SessionTokenHash, Store, Timestamp,
};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, GOOD, Site, log_in, register},
};

const ACCOUNT: &str = "/settings/account";
const EXPORT: &str = "/settings/account/export";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn site_with_grace_period() -> Site {
    Site::with(Choices {
        policy: Policy::default().with(|policy| policy.deletion_grace = 14 * DAY),
        ..Choices::default()
    })
}

async fn delete(browser: &mut Browser, confirmation: &str, password: &str) -> Answer {
    let fields = [
        ("confirmation", confirmation),
        ("current_password", password),
    ];
    browser.post("/settings/account/delete", &fields).await
}

#[tokio::test]
async fn account_deletion_logs_out_every_browser_immediately() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut there = site.browser();
    log_in(&mut there, ALICE, GOOD).await;

    here.get(ACCOUNT)
        .await
        .shows("Your account and all its data will be deleted immediately.");
    delete(&mut here, ALICE, GOOD).await.leads_to("/login");
    let left: Vec<_> = here.cookies.keys().collect();
    assert_eq!(left, ["vestibule_flash"], "nothing of the person stays");
    here.get("/login")
        .await
        .shows("Your account has been deleted.");
    there.get("/closed").await.leads_to("/login?next=%2Fclosed");
    log_in(&mut here, ALICE, GOOD).await.has_status(422);

    register(&mut here, ALICE, GOOD).await.leads_to("/cookies");
    here.get("/closed").await.shows("Hello, alice@example.com");
    there.get("/closed").await.leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn login_within_the_grace_period_cancels_the_deletion() {
    let site = site_with_grace_period();
    let mut here = site.logged_in_browser().await;
    let mut there = site.browser();
    log_in(&mut there, ALICE, GOOD).await;

    here.get(ACCOUNT).await.shows("deleted in 14 days");
    delete(&mut here, ALICE, GOOD).await.leads_to("/login");
    assert!(!here.cookies.contains_key("vestibule_session"));
    here.get("/login")
        .await
        .shows("will be deleted on 15 January 2026, 00:00 (UTC). To keep it, log in before then");
    there.get("/closed").await.leads_to("/login?next=%2Fclosed");

    site.clock.advance(13 * DAY);
    log_in(&mut here, ALICE, GOOD).await.leads_to("/cookies");
    here.get("/settings/account")
        .await
        .shows("Your account will not be deleted");
    here.get("/settings/activity")
        .await
        .shows("Account deletion cancelled by a login");
    let export = here.get(EXPORT).await;
    export.shows(r#""deletion_due_at": null"#);
}

#[tokio::test]
async fn deletion_accepts_another_spelling_of_the_address() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    delete(&mut browser, " ALICE@Example.COM ", GOOD)
        .await
        .leads_to("/login");
}

#[tokio::test]
async fn deletion_needs_the_address_and_the_password() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for (confirmation, password, field, message) in [
        (
            ALICE,
            "wrong password",
            "current_password",
            "does not appear to be correct",
        ),
        (ALICE, "", "current_password", "Enter your password."),
        ("", GOOD, "confirmation", "Type alice@example.com"),
        ("alice", GOOD, "confirmation", "Type alice@example.com"),
        (
            "bob@example.com",
            GOOD,
            "confirmation",
            "Type alice@example.com",
        ),
        (
            "bob@example.com",
            "",
            "current_password",
            "Enter your password.",
        ),
    ] {
        let page = delete(&mut browser, confirmation, password).await;
        page.has_status(422);
        page.shows(message);
        page.shows(&format!(r#"id="{field}-error" role="alert""#));
        page.shows(&format!(r#"value="{confirmation}" inputmode="email""#));
        page.hides(GOOD);
    }
    browser.get("/closed").await.has_status(200);
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn visitor_cannot_delete_or_export_an_account() {
    let site = Site::new();
    site.logged_in_browser().await;
    let mut visitor = site.browser();
    delete(&mut visitor, ALICE, GOOD).await.leads_to("/login");
    for path in [ACCOUNT, EXPORT] {
        let next = path.replace('/', "%2F");
        let answer = visitor.get(path).await;
        answer.leads_to(&format!("/login?next={next}"));
    }
    log_in(&mut visitor, ALICE, GOOD).await.leads_to("/cookies");
}

#[tokio::test]
async fn get_request_does_not_delete_the_account() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let query = "?confirmation=alice%40example.com&current_password=correct+horse+battery";
    let path = format!("/settings/account/delete{query}");
    browser.get(&path).await.has_status(405);
    browser.get("/closed").await.has_status(200);
}

#[tokio::test]
async fn export_contains_the_activity_and_no_credential() {
    let site = Site::mailing(EmailVerification::Off);
    let mut browser = site.logged_in_browser().await;
    log_in(&mut site.browser(), ALICE, "wrong password").await;
    browser.post("/forgot-password", &[("email", ALICE)]).await;
    site.deliver().await;

    let export = browser.get(EXPORT).await;
    export.has_status(200);
    assert_eq!(export.header("content-type"), "application/json");
    assert_eq!(export.header("cache-control"), "no-store");
    let file = "attachment; filename=\"account.json\"";
    assert_eq!(export.header("content-disposition"), file);

    let json: serde_json::Value = serde_json::from_str(&export.body).unwrap();
    assert_eq!(json["account"]["email"], ALICE);
    assert_eq!(json["account"]["created_at"], "2026-01-01T00:00:00Z");
    assert_eq!(json["sessions"][0]["expires_at"], "2026-01-31T00:00:00Z");
    assert_eq!(json["emailed_links"][0]["purpose"], "reset_password");
    assert_eq!(
        json["emailed_links"][0]["expires_at"],
        "2026-01-01T01:00:00Z"
    );
    let kinds: Vec<_> = json["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["kind"])
        .collect();
    assert!(kinds.iter().any(|kind| **kind == "registered"), "{kinds:?}");
    assert!(
        kinds.iter().any(|kind| **kind == "login_failed"),
        "{kinds:?}"
    );

    for secret in secrets(&site, &browser).await {
        assert!(secret.len() > 8);
        export.hides(&secret);
    }
    for word in ["token", "hash", "argon2"] {
        export.hides(word);
    }
}

/// All secrets, and their stored forms.
async fn secrets(site: &Site, browser: &Browser) -> Vec<String> {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let list = |bytes: &[u8]| {
        format!(
            "{},",
            bytes[..4]
                .iter()
                .map(u8::to_string)
                .collect::<Vec<_>>()
                .join(",")
        )
    };
    let alice = EmailAddress::parse(ALICE).unwrap();
    let alice = site
        .store
        .users()
        .find_credential(&alice)
        .await
        .unwrap()
        .unwrap();
    let mut secrets: Vec<_> = browser.cookies.values().cloned().collect();
    secrets.extend([GOOD.to_owned(), alice.password.expose().to_owned()]);
    let dawn = Timestamp::from_unix_seconds(0);
    let sessions = site.store.sessions().list(alice.user.id, dawn, dawn, 100);
    let sessions = sessions.await.unwrap();
    let hashes = sessions
        .iter()
        .map(|s| SessionTokenHash::as_bytes(&s.token));
    let links = site.store.tokens().list_links(alice.user.id).await.unwrap();
    let hashes = hashes.chain(links.iter().map(|link| link.token.as_bytes()));
    secrets.extend(hashes.flat_map(|hash| [hex(hash), list(hash)]));
    let messages = site.mailer.sent();
    let tokens = messages.iter().filter_map(|message| message.link.as_ref());
    let before = secrets.len();
    secrets.extend(tokens.map(|token| token.expose().to_string()));
    assert!(secrets.len() > before, "a link was emailed");
    secrets
}

#[tokio::test]
async fn export_needs_a_recent_authentication() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(Duration::from_secs(11 * 60));
    browser.get(ACCOUNT).await.has_status(200);
    let asked = "/confirm-password?next=%2Fsettings%2Faccount%2Fexport";
    let answer = browser.get(EXPORT).await;
    answer.leads_to(asked);
    answer.hides(ALICE);
    let fields = [("current_password", GOOD), ("next", EXPORT)];
    browser
        .post("/confirm-password", &fields)
        .await
        .leads_to(EXPORT);
    browser.get(EXPORT).await.shows(ALICE);
    browser
        .get("/settings/activity")
        .await
        .shows("Data exported");
}

#[tokio::test]
async fn deletion_during_an_outage_returns_503_and_keeps_the_input() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    for page in [
        browser.get(ACCOUNT).await,
        browser.get(EXPORT).await,
        delete(&mut browser, ALICE, GOOD).await,
    ] {
        page.has_status(503);
        assert!(page.set_cookies().is_empty());
    }
    // The query of the session succeeds; the next one fails.
    site.store.switch_off_after(1);
    let page = delete(&mut browser, ALICE, GOOD).await;
    page.has_status(503);
    page.shows("Your account could not be deleted. Please try again.");
    page.shows(r#"value="alice@example.com" inputmode="email""#);
    page.hides(GOOD);
    site.store.switch_on();
    browser.get("/closed").await.has_status(200);
}
