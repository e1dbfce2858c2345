//! What an unauthenticated client learns about existing accounts.

use vestibule_domain::{EmailKind, EmailVerification};
use vestibule_memory::Delivery;

use crate::pages::fixture::{ALICE, GOOD, Site, log_in, register};

const ANONYMOUS: &str = "nobody00@example.com";
const WRONG: &str = "a wrong password";

/// Users in every state of an account.
const PEOPLE: [&str; 5] = [
    ANONYMOUS,
    "proven00@example.com",
    "unproven@example.com",
    "disowned@example.com",
    "early000@example.com",
];

async fn populated() -> Site {
    let site = Site::mailing(EmailVerification::Optional);
    let mut proven = site.browser();
    register(&mut proven, "proven00@example.com", GOOD).await;
    let token = site.emailed_link(EmailKind::VerifyEmail).await;
    let fields = [("token", token.as_str()), ("intent", "verify")];
    proven
        .post("/verify-email", &fields)
        .await
        .leads_to("/settings");
    for email in ["early000@example.com", "unproven@example.com"] {
        register(&mut site.browser(), email, GOOD).await;
    }
    site.hasher.raise_cost(); // the hashes so far are from the setup
    without_password(&site, "disowned@example.com").await;
    site
}

/// An account whose owner undid a change of address: it has no password.
async fn without_password(site: &Site, email: &str) {
    let mut browser = site.browser();
    register(&mut browser, email, GOOD).await;
    let fields = [
        ("email", "attacker@example.org"),
        ("current_password", GOOD),
    ];
    browser
        .post("/settings/email", &fields)
        .await
        .leads_to("/settings");
    let undo = site.emailed_link(EmailKind::EmailChangeRequested).await;
    let fields = [("token", undo.as_str())];
    browser
        .post("/settings/email/undo", &fields)
        .await
        .leads_to("/login");
}

#[tokio::test]
async fn cve_2016_2513_every_failed_login_computes_one_hash() {
    let site = populated().await;
    site.store.asked();
    let mut costs = Vec::new();
    for email in PEOPLE {
        let (statements, hashes) = (site.store.work(), site.hasher.work());
        log_in(&mut site.browser(), email, WRONG)
            .await
            .has_status(422);
        let statements = site.store.work() - statements;
        let hashes = site.hasher.work() - hashes;
        assert_eq!(hashes, 1, "{email}");
        costs.push((site.store.asked(), statements));
    }
    assert!(costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
}

#[tokio::test]
async fn cve_2018_6188_every_failed_login_shows_the_same_message() {
    let site = populated().await;
    let mut seen = Vec::new();
    for email in PEOPLE {
        let answer = log_in(&mut site.browser(), email, WRONG).await;
        let body = answer.body.replace(email, "the address");
        seen.push((answer.status, format!("{:?}", answer.headers), body));
    }
    for answer in &seen {
        assert_eq!(*answer, seen[0]);
    }
}

#[tokio::test]
async fn cve_2024_45231_email_failures_disclose_nothing() {
    let site = populated().await;
    for delivery in [
        Delivery::Works,
        Delivery::IsRefused,
        Delivery::IsUnavailable,
    ] {
        site.mailer.set_delivery(delivery);
        for path in ["/forgot-password", "/verify-email/resend"] {
            let mut seen = Vec::new();
            for email in PEOPLE {
                let answer = site.browser().post(path, &[("email", email)]).await;
                answer.leads_to("/mail-sent");
                seen.push((format!("{:?}", answer.headers), answer.body));
                site.deliver().await;
            }
            assert!(seen.iter().all(|answer| *answer == seen[0]), "{path}");
        }
    }
}

#[tokio::test]
async fn cve_2017_11365_account_without_password_rejects_the_empty_password() {
    let site = Site::mailing(EmailVerification::Off);
    without_password(&site, ALICE).await;
    for password in ["", " ", "!", "*", "x", "null", "unusable", "$", GOOD] {
        let mut browser = site.browser();
        log_in(&mut browser, ALICE, password).await.has_status(422);
        browser
            .get("/closed")
            .await
            .leads_to("/login?next=%2Fclosed");
    }
}

/// The attacker has the mailbox of an address that looks like the victim's.
#[tokio::test]
async fn cve_2019_19844_link_is_sent_to_the_registered_address() {
    const VICTIM: &str = "mike@example.org";
    let site = Site::mailing(EmailVerification::Off);
    register(&mut site.browser(), VICTIM, GOOD).await;
    for typed in [
        "mıke@example.org",
        "mİke@example.org",
        "míke@example.org",
        "miKe@example.org",
        "MIKE@EXAMPLE.ORG",
        "ｍｉｋｅ@example.org",
        "mike@exampſe.org",
        "mike@examp\u{212b}e.org",
        "mi\u{212a}e@example.org",
    ] {
        for path in ["/forgot-password", "/verify-email/resend"] {
            site.clock.advance(std::time::Duration::from_secs(60 * 60));
            site.browser().post(path, &[("email", typed)]).await;
        }
    }
    let emailed = site.emailed().await;
    assert!(!emailed.is_empty(), "some of these are the same address");
    for (to, _) in emailed {
        assert_eq!(to, VICTIM);
    }
}
