use std::time::Duration;

use vestibule_domain::{Client, Clock, EmailAddress, Event, EventId, EventKind, Store};
use vestibule_memory::SeededTokenSource;

use super::fixture::{ALICE, GOOD, Site, log_in, register};

const ACTIVITY: &str = "/settings/activity";

/// An event of Alice's account.
async fn record_events(site: &Site, kinds: &[EventKind]) {
    let alice = EmailAddress::parse(ALICE).unwrap();
    let alice = site
        .store
        .users()
        .find_credential(&alice)
        .await
        .unwrap()
        .unwrap();
    let random = SeededTokenSource::default();
    let mut unit = site.store.begin().await.unwrap();
    for kind in kinds {
        let event = Event {
            id: EventId::generate(&*site.clock, &random).unwrap(),
            kind: *kind,
            user_id: Some(alice.user.id),
            at: site.clock.now(),
            client: Client::new("2001:db8::7".parse().ok(), Some("<b>curl</b>")),
        };
        unit.events().insert(&event).await.unwrap();
    }
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn activity_lists_events_newest_first() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(Duration::from_secs(60));
    log_in(&mut site.browser(), ALICE, "wrong password").await;
    site.clock.advance(Duration::from_secs(60));
    browser.get("/logout").await;
    site.clock.advance(Duration::from_secs(60));
    log_in(&mut browser, ALICE, GOOD).await;

    let page = browser.get(ACTIVITY).await;
    page.has_status(200);
    let at = |what: &str| page.body.find(&format!("<strong>{what}</strong>"));
    let order = [
        at("Logged in"),
        at("Logged out"),
        at("Wrong password entered"),
        at("Account created"),
    ];
    assert!(order.iter().all(Option::is_some), "{}", page.body);
    assert!(order.is_sorted(), "{order:?}");
    page.shows("<h2><time datetime=\"2026-01-01\">1 January 2026</time></h2>");
    page.shows("<time datetime=\"2026-01-01T00:03Z\">00:03</time> UTC");
    page.shows("Unknown browser");
}

#[tokio::test]
async fn whatever_event_can_happen_has_a_message() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for (language, unknown) in [
        ("en", "Other activity"),
        ("de", "Sonstiges Ereignis"),
        ("fr", "Autre activité"),
    ] {
        browser.languages = language.to_owned();
        for kind in EventKind::ALL {
            site.clock.advance(Duration::from_secs(1));
            record_events(&site, &[kind]).await;
            let page = browser.get(ACTIVITY).await;
            page.has_status(200);
            page.hides(&format!("<strong>{unknown}</strong>"));
            page.hides(&format!("<strong>{}</strong>", kind.as_str()));
        }
    }
}

#[tokio::test]
async fn user_agent_is_escaped_as_text() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    record_events(&site, &[EventKind::LoginFailed]).await;
    let page = browser.get(ACTIVITY).await;
    page.shows("2001:db8::7");
    page.hides("<b>curl");
}

#[tokio::test]
async fn activity_shows_only_own_events() {
    let site = Site::new();
    site.logged_in_browser().await;
    site.clock.advance(Duration::from_secs(60));
    record_events(&site, &[EventKind::PasswordChanged]).await;
    let mut bob = site.browser();
    register(&mut bob, "bob@example.com", GOOD).await;
    let page = bob.get(ACTIVITY).await;
    page.shows("Account created");
    page.hides("Password changed");
    site.browser()
        .get(ACTIVITY)
        .await
        .leads_to("/login?next=%2Fsettings%2Factivity");
}

#[tokio::test]
async fn wrong_passwords_fill_one_activity_page_at_most() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.clock.advance(Duration::from_secs(60));
    record_events(&site, &[EventKind::LoginFailed; 150]).await;
    site.store.asked();
    let page = browser.get(ACTIVITY).await;
    assert_eq!(page.body.matches("Wrong password entered").count(), 1);
    page.shows(">100 times<");
    assert_eq!(site.store.asked(), 2, "the session, and the events");
}

#[tokio::test]
async fn database_outage_returns_503() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    let page = browser.get(ACTIVITY).await;
    page.has_status(503);
    assert!(page.set_cookies().is_empty());
}
