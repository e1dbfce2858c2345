use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::Answer,
    fixture::{ALICE, Choices, GOOD, Site, log_in, register},
};

const DEVICE: &str = "vestibule_device";

fn site() -> Site {
    Site::mailing(EmailVerification::Off)
}

/// The number of notices about a new browser.
async fn notices(site: &Site) -> usize {
    site.deliver().await;
    let messages = site.mailer.sent();
    let told = messages
        .iter()
        .filter(|message| message.email.kind == EmailKind::NewBrowser);
    told.count()
}

fn device_cookie(answer: &Answer) -> String {
    let cookies = answer.set_cookies();
    let found = cookies.iter().find(|cookie| cookie.contains(DEVICE));
    found.unwrap().to_string()
}

#[tokio::test]
async fn device_cookie_has_the_longest_lifetime_browsers_allow() {
    let site = site();
    let registered = register(&mut site.browser(), ALICE, GOOD).await;
    let logged_in = log_in(&mut site.browser(), ALICE, GOOD).await;
    for answer in [registered, logged_in] {
        let cookie = device_cookie(&answer);
        assert!(cookie.starts_with("vestibule_device="), "{cookie}");
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
            assert!(cookie.contains(attribute), "{attribute} in {cookie}");
        }
        assert!(!cookie.contains("Secure"), "{cookie}");
    }
}

#[tokio::test]
async fn device_cookie_on_https_has_the_host_prefix() {
    let site = Site::with(Choices {
        public_url: Some("https://shop.test"),
        ..Choices::default()
    });
    let cookie = device_cookie(&register(&mut site.browser(), ALICE, GOOD).await);
    assert!(cookie.starts_with("__Host-vestibule_device="), "{cookie}");
    assert!(cookie.contains("Secure") && cookie.contains("Path=/"));
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn device_cookie_survives_a_logout() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    let before = browser.cookies[DEVICE].clone();
    browser.get("/logout").await;
    assert_eq!(browser.cookies[DEVICE], before);
    assert!(!browser.cookies.contains_key("vestibule_session"));
}

#[tokio::test]
async fn only_an_unknown_browser_is_reported() {
    let site = site();
    let mut known = site.logged_in_browser().await;
    known.get("/logout").await;
    log_in(&mut known, ALICE, GOOD).await.leads_to("/cookies");
    assert_eq!(notices(&site).await, 0, "the one that registered");

    let mut new = site.browser();
    log_in(&mut new, ALICE, GOOD).await.leads_to("/cookies");
    assert_eq!(notices(&site).await, 1);
    new.cookies.remove("vestibule_session");
    log_in(&mut new, ALICE, GOOD).await.leads_to("/cookies");
    assert_eq!(notices(&site).await, 1, "it is known by now");
    new.cookies.clear();
    log_in(&mut new, ALICE, GOOD).await.leads_to("/cookies");
    assert_eq!(
        notices(&site).await,
        2,
        "without its cookie it is new again"
    );
}

#[tokio::test]
async fn browser_of_another_user_is_new_and_then_known_to_both() {
    let site = site();
    let mut shared = site.logged_in_browser().await;
    register(&mut site.browser(), "bob@example.com", GOOD).await;
    for (person, told) in [("bob@example.com", 1), (ALICE, 1), ("bob@example.com", 1)] {
        shared.get("/logout").await;
        log_in(&mut shared, person, GOOD).await.leads_to("/cookies");
        assert_eq!(notices(&site).await, told, "{person}");
    }
}

#[tokio::test]
async fn whatever_is_in_the_device_cookie_login_works_and_is_reported() {
    let site = site();
    let device = site.logged_in_browser().await.cookies[DEVICE].clone();
    let tampered = device.replace(|c: char| c.is_ascii_digit(), "A");
    let garbage = [
        String::new(),
        "x".into(),
        "a=b".into(),
        "%00%FF".into(),
        tampered,
        "A".repeat(100 * 1024),
    ];
    for (n, value) in garbage.into_iter().enumerate() {
        let mut browser = site.browser();
        browser.cookies.insert(DEVICE.into(), value);
        browser.get("/login").await.has_status(200);
        log_in(&mut browser, ALICE, GOOD).await.leads_to("/cookies");
        assert!(browser.cookies[DEVICE].len() < 1024, "ours took its place");
        assert_eq!(notices(&site).await, n + 1);
    }
}

#[tokio::test]
async fn device_cookie_does_not_authenticate() {
    let site = site();
    let mut browser = site.logged_in_browser().await;
    browser.cookies.remove("vestibule_session");
    browser
        .get("/settings")
        .await
        .leads_to("/login?next=%2Fsettings");
    let device = browser.cookies[DEVICE].clone();
    browser.cookies.insert("vestibule_session".into(), device);
    browser
        .get("/settings")
        .await
        .leads_to("/login?next=%2Fsettings");
}
