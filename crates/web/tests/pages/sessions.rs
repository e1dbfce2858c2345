use std::{net::SocketAddr, time::Duration};

use axum::{body::Body, extract::ConnectInfo, http::Request};
use url::form_urlencoded;

use vestibule_domain::{AuthService, EmailAddress, PlainPassword, SessionRequest};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, FORM, GOOD, Site, log_in, register},
};

const LIST: &str = "/settings/sessions";
const PHONE: &str = "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";

/// The paths that revoke a session, in the order of the page.
fn buttons(page: &Answer) -> Vec<String> {
    let actions = page.body.split("action=\"/settings/sessions/").skip(1);
    let ids = actions.filter_map(|rest| rest.split_once("/revoke\"").map(|(id, _)| id));
    ids.filter(|id| id.len() == 36)
        .map(|id| format!("{LIST}/{id}/revoke"))
        .collect()
}

/// Alice logs in with her phone.
async fn phone(site: &Site) -> Browser {
    let mut browser = site.browser();
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("email", ALICE), ("password", GOOD)])
        .finish();
    let mut request = Request::post("/login")
        .header("content-type", FORM)
        .header("user-agent", PHONE)
        .body(Body::from(body))
        .unwrap();
    let peer: SocketAddr = "192.0.2.7:55555".parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    browser.send(request).await.leads_to("/cookies");
    browser
}

#[tokio::test]
async fn session_list_shows_the_current_session_first() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    site.clock.advance(Duration::from_secs(60 * 60));
    let mut there = phone(&site).await;

    let page = here.get(LIST).await;
    page.has_status(200);
    let this = page.body.find("Current session").unwrap();
    let other = page.body.find("Firefox on Android").unwrap();
    assert!(this < other, "{}", page.body);
    page.shows(" · 192.0.2.7</p>");
    page.shows("1 January 2026, 00:00</time>");
    page.shows("1 January 2026, 01:00</time>");
    page.shows(">just now</time>");
    assert_eq!(buttons(&page).len(), 1, "none for the present one");
    assert_eq!(page.body.matches("Current session").count(), 1);

    let page = there.get(LIST).await;
    let this = page.body.find("Current session").unwrap();
    let phone = page.body.find("Firefox on Android").unwrap();
    assert!(phone < this && buttons(&page).len() == 1);
    for secret in here.cookies.values().chain(there.cookies.values()) {
        page.hides(secret);
    }
}

#[tokio::test]
async fn revoked_session_is_rejected_at_the_next_request() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut there = phone(&site).await;
    there.get("/closed").await.has_status(200);

    let button = buttons(&here.get(LIST).await).remove(0);
    here.post(&button, &[]).await.leads_to(LIST);
    let page = here.get(LIST).await;
    page.shows("The session has been logged out.");
    page.hides("Firefox on Android");
    there.get("/closed").await.leads_to("/login?next=%2Fclosed");
    here.get("/closed").await.has_status(200);
    here.post(&button, &[]).await.has_status(404);
}

#[tokio::test]
async fn get_request_does_not_revoke_a_session() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut there = phone(&site).await;
    let button = buttons(&here.get(LIST).await).remove(0);
    for path in [button.as_str(), "/settings/sessions/revoke-others"] {
        here.get(path).await.has_status(405);
    }
    there.get("/closed").await.has_status(200);
}

#[tokio::test]
async fn session_of_another_user_cannot_be_revoked() {
    let site = Site::new();
    let mut alice = site.logged_in_browser().await;
    phone(&site).await;
    let mut bob = site.browser();
    register(&mut bob, "bob@example.com", GOOD).await;
    let alices = buttons(&alice.get(LIST).await).remove(0);
    assert!(buttons(&bob.get(LIST).await).is_empty());

    let missing = bob.post(&alices, &[]).await;
    missing.has_status(404);
    let unknown = format!("{LIST}/0198c1f0-a3e5-7bd2-8000-000000000001/revoke");
    let absent = bob.post(&unknown, &[]).await;
    absent.has_status(404);
    assert_eq!(
        missing.body, absent.body,
        "it does not tell that there is one"
    );
    assert_eq!(buttons(&alice.get(LIST).await), [alices]);
}

/// An attacker who knows the password logs in with a script, to hide one session among a million.
#[tokio::test]
async fn long_session_list_is_limited_and_revoking_others_covers_all() {
    let site = Site::new();
    let mut owner = site.logged_in_browser().await;
    owner
        .get(LIST)
        .await
        .hides("Only the most recent sessions are shown.");
    site.clock.advance(Duration::from_secs(1));
    let mut attacker = phone(&site).await;
    for _ in 0..100 {
        let email = EmailAddress::parse(ALICE).unwrap();
        let program = SessionRequest::default();
        let accounts = site.vestibule.accounts();
        let logged_in = accounts.log_in(email, PlainPassword::new(GOOD.to_owned()), program);
        logged_in.await.unwrap();
    }
    let list = owner.get(LIST).await;
    assert_eq!(buttons(&list).len(), 100);
    list.shows("Current session");
    list.shows("Only the most recent sessions are shown.");

    let path = "/settings/sessions/revoke-others";
    owner.post(path, &[]).await.leads_to(LIST);
    assert!(buttons(&owner.get(LIST).await).is_empty());
    attacker
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn invalid_identifier_is_not_found() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for id in [
        "1",
        "x",
        "..%2F..",
        "%00",
        "%FF",
        "0198c1f0-a3e5-7bd2-8000-00000000000",
    ] {
        let path = format!("{LIST}/{id}/revoke");
        browser.post(&path, &[]).await.has_status(404);
    }
    browser.get("/closed").await.has_status(200);
}

#[tokio::test]
async fn all_other_sessions_are_revoked_by_one_button() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut others = [phone(&site).await, phone(&site).await];
    let mut bob = site.browser();
    register(&mut bob, "bob@example.com", GOOD).await;

    here.get(LIST).await.shows("Log out all other sessions");
    here.post("/settings/sessions/revoke-others", &[])
        .await
        .leads_to(LIST);
    let page = here.get(LIST).await;
    page.shows("All other sessions have been logged out.");
    page.hides("Log out all other sessions");
    for other in &mut others {
        other.get("/closed").await.leads_to("/login?next=%2Fclosed");
    }
    bob.get("/closed").await.has_status(200);
}

#[tokio::test]
async fn revoking_the_current_session_logs_out() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut there = phone(&site).await;
    let own = buttons(&there.get(LIST).await).remove(0);
    here.post(&own, &[]).await.leads_to("/login");
    assert!(!here.cookies.contains_key("vestibule_session"));
    here.get("/login").await.shows("You have been logged out.");
    there.get("/closed").await.has_status(200);
}

#[tokio::test]
async fn session_list_needs_no_recent_login_but_its_buttons_do() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut there = phone(&site).await;
    site.clock.advance(Duration::from_secs(11 * 60));
    let page = here.get(LIST).await;
    page.has_status(200);
    let button = buttons(&page).remove(0);
    for path in [button.as_str(), "/settings/sessions/revoke-others"] {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("referer", "http://shop.test/settings/sessions");
        here.send(request.body(Body::empty()).unwrap())
            .await
            .leads_to("/confirm-password?next=%2Fsettings%2Fsessions");
    }
    there.get("/closed").await.has_status(200);

    let fields = [("current_password", GOOD), ("next", LIST)];
    here.post("/confirm-password", &fields).await.leads_to(LIST);
    here.post(&button, &[]).await.leads_to(LIST);
    there.get("/closed").await.leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn visitor_cannot_list_or_revoke_sessions() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    phone(&site).await;
    let button = buttons(&here.get(LIST).await).remove(0);
    let mut visitor = site.browser();
    visitor
        .get(LIST)
        .await
        .leads_to("/login?next=%2Fsettings%2Fsessions");
    visitor.post(&button, &[]).await.leads_to("/login");
    visitor
        .post("/settings/sessions/revoke-others", &[])
        .await
        .leads_to("/login");
    assert_eq!(buttons(&here.get(LIST).await), [button]);
}

#[tokio::test]
async fn session_list_needs_two_queries() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    log_in(&mut site.browser(), ALICE, GOOD).await;
    site.store.asked();
    browser.get(LIST).await.has_status(200);
    assert_eq!(site.store.asked(), 2);
}

#[tokio::test]
async fn database_outage_returns_503_and_logs_no_user_out() {
    let site = Site::new();
    let mut here = site.logged_in_browser().await;
    let mut there = phone(&site).await;
    let button = buttons(&here.get(LIST).await).remove(0);
    site.store.switch_off();
    for page in [
        here.get(LIST).await,
        here.post(&button, &[]).await,
        here.post("/settings/sessions/revoke-others", &[]).await,
    ] {
        page.has_status(503);
        assert!(page.set_cookies().is_empty());
    }
    site.store.switch_on();
    here.get("/closed").await.has_status(200);
    there.get("/closed").await.has_status(200);
}
