//! Links in emails, and the addresses that they verify.

use std::sync::Arc;

use tokio::{sync::Barrier, task::JoinSet};
use url::form_urlencoded::byte_serialize;
use vestibule_domain::{EmailKind, EmailVerification};

use crate::pages::fixture::{ALICE, GOOD, Site, log_in, register};

const NEW: &str = "a staple of another kind";
const CONFIRM: &str = "/settings/email/confirm";

async fn ask_for_change(browser: &mut crate::pages::browser::Browser, email: &str) {
    let fields = [("email", email), ("current_password", GOOD)];
    let answer = browser.post("/settings/email", &fields).await;
    answer.leads_to("/settings");
}

/// The token and the recipient of each email of this kind.
async fn secrets(site: &Site, kind: EmailKind) -> Vec<(String, String)> {
    site.deliver().await;
    let messages = site.mailer.sent().into_iter();
    messages
        .filter(|message| message.email.kind == kind)
        .map(|message| {
            let secret = message.link.unwrap().expose().to_string();
            (message.email.to.as_str().to_owned(), secret)
        })
        .collect()
}

#[tokio::test]
async fn cve_2026_32700_link_verifies_the_address_it_was_sent_to() {
    for order in [[0, 1], [1, 0]] {
        let site = Site::mailing(EmailVerification::Off);
        let browser = site.logged_in_browser().await;
        let (mut one, mut other) = (browser.clone(), browser.clone());
        tokio::join!(
            ask_for_change(&mut one, "mine@example.org"),
            ask_for_change(&mut other, "victim@example.org"),
        );
        let emailed = secrets(&site, EmailKind::ChangeEmail).await;
        assert_eq!(emailed.len(), 2);
        let mut proven = 0;
        for (to, secret) in order.map(|number| &emailed[number]) {
            let answer = site.browser().post(CONFIRM, &[("token", secret)]).await;
            if answer.status == 303 {
                proven += 1;
                let hello = format!("Hello, {to}");
                browser.clone().get("/closed").await.shows(&hello);
            }
        }
        assert_eq!(proven, 1, "the newest link works");
    }
}

#[tokio::test]
async fn cve_2019_16109_blank_token_belongs_to_no_user() {
    let site = Site::mailing(EmailVerification::Required);
    register(&mut site.browser(), ALICE, GOOD).await;
    site.deliver().await;
    let megabyte = "A".repeat(60 * 1024);
    site.store.asked();
    for page in [
        "/verify-email",
        "/reset-password",
        CONFIRM,
        "/settings/email/undo",
    ] {
        site.browser().get(page).await.has_status(410);
        for token in [
            "",
            " ",
            "+",
            "%20%20",
            "%00",
            "null",
            "undefined",
            "0",
            "[]",
            &megabyte,
        ] {
            let encoded: String = byte_serialize(token.as_bytes()).collect();
            let address = format!("{page}?token={encoded}");
            site.browser().get(&address).await.has_status(410);
            let fields = [
                ("token", token),
                ("intent", "verify"),
                ("password", NEW),
                ("password_confirmation", NEW),
            ];
            let answer = site.browser().post(page, &fields).await;
            answer.has_status(410);
            assert!(answer.set_cookies().is_empty());
        }
    }
    // Neither does a session cookie without a token authenticate anything.
    for token in ["", "\"\"", " "] {
        let mut browser = site.browser();
        browser
            .cookies
            .insert("vestibule_session".into(), token.into());
        browser
            .get("/closed")
            .await
            .leads_to("/login?next=%2Fclosed");
    }
    assert_eq!(site.store.asked(), 0, "the store is not even asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn hackerone_3692149_one_of_sixteen_parallel_uses_of_a_link_counts() {
    const MANY: usize = 16;
    let site = Site::mailing(EmailVerification::Off);
    register(&mut site.browser(), ALICE, GOOD).await;
    let fields = [("email", ALICE)];
    site.browser().post("/forgot-password", &fields).await;
    let token = site.emailed_link(EmailKind::ResetPassword).await;
    let together = Arc::new(Barrier::new(MANY));
    let mut tries = JoinSet::new();
    for number in 0..MANY {
        let (mut browser, together, token) = (site.browser(), together.clone(), token.clone());
        tries.spawn(async move {
            let password = format!("a staple of kind {number}");
            let fields = [
                ("token", token.as_str()),
                ("password", &password),
                ("password_confirmation", &password),
            ];
            together.wait().await;
            let status = browser.post("/reset-password", &fields).await.status;
            (status.as_u16(), password)
        });
    }
    let (heard, dead): (Vec<_>, Vec<_>) = tries
        .join_all()
        .await
        .into_iter()
        .partition(|(status, _)| *status == 303);
    assert_eq!(heard.len(), 1);
    assert!(dead.iter().all(|(status, _)| *status == 410), "{dead:?}");
    log_in(&mut site.browser(), ALICE, &heard[0].1)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn better_auth_7196_only_the_new_mailbox_confirms_the_email_change() {
    let site = Site::mailing(EmailVerification::Off);
    let mut browser = site.logged_in_browser().await;
    ask_for_change(&mut browser, "mistyped@example.org").await;
    for (to, secret) in secrets(&site, EmailKind::EmailChangeRequested).await {
        assert_eq!(to, ALICE, "the old mailbox is told");
        let answer = site.browser().post(CONFIRM, &[("token", &secret)]).await;
        answer.has_status(410);
    }
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
    let to_the_new = &secrets(&site, EmailKind::ChangeEmail).await[0];
    assert_eq!(to_the_new.0, "mistyped@example.org");
    let fields = [("token", to_the_new.1.as_str())];
    browser.post(CONFIRM, &fields).await.leads_to("/settings");
    browser
        .get("/closed")
        .await
        .shows("Hello, mistyped@example.org");
}

#[tokio::test]
async fn arxiv_2205_10174_pre_registered_account_gives_no_later_access() {
    let site = Site::mailing(EmailVerification::Optional);
    let mut attacker = site.logged_in_browser().await;
    let mut phone = site.browser();
    log_in(&mut phone, ALICE, GOOD).await.leads_to("/cookies");
    ask_for_change(&mut attacker, "mallory@example.org").await;
    let pending = secrets(&site, EmailKind::ChangeEmail).await.remove(0).1;

    // The owner has no session, and resets the password as usual.
    let mut owner = site.browser();
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
    log_in(&mut owner, ALICE, NEW).await.leads_to("/cookies");

    for browser in [&mut attacker, &mut phone] {
        browser
            .get("/closed")
            .await
            .leads_to("/login?next=%2Fclosed");
        log_in(browser, ALICE, GOOD).await.has_status(422);
    }
    let answer = attacker.post(CONFIRM, &[("token", &pending)]).await;
    answer.has_status(410);
    owner.get("/closed").await.shows("Hello, alice@example.com");
}

#[tokio::test]
async fn link_of_another_user_does_not_switch_the_session() {
    let site = Site::mailing(EmailVerification::Optional);
    register(&mut site.browser(), "mallory@example.com", GOOD).await;
    let mallorys = site.emailed_link(EmailKind::VerifyEmail).await;
    let mut alice = site.logged_in_browser().await;
    let address = format!("/verify-email?token={mallorys}");
    let page = alice.get(&address).await;
    page.shows("currently logged in as <strong>alice@example.com</strong>");
    page.shows("<strong>mallory@example.com</strong>");
    for intent in ["verify", "log_in", ""] {
        let fields = [("token", mallorys.as_str()), ("intent", intent)];
        let answer = alice.post("/verify-email", &fields).await;
        assert!(answer.status.is_client_error(), "{intent}");
    }
    alice.get("/closed").await.shows("Hello, alice@example.com");
}
