use axum::{body::Body, http::Request};

use super::{browser::Browser, fixture::Site};

async fn follow_link(browser: &mut Browser, headers: &[(&str, &str)]) -> u16 {
    let request = headers
        .iter()
        .fold(Request::get("/logout"), |r, (k, v)| r.header(*k, *v));
    browser
        .send(request.body(Body::empty()).unwrap())
        .await
        .status
        .as_u16()
}

#[tokio::test]
async fn logout_link_revokes_the_session() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    let mut attacker = browser.clone();
    let answer = browser.get("/logout").await;
    answer.leads_to("/login");
    // Not "cookies", not "storage": other data at this origin belongs to the application.
    assert_eq!(answer.header("clear-site-data"), r#""cache""#);
    assert!(!browser.cookies.contains_key("vestibule_session"));
    let page = browser.get("/login").await;
    page.shows("You have been logged out.");
    page.hides("Logged in as");
    attacker
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn logout_button_revokes_the_session() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    browser.post("/logout", &[]).await.leads_to("/login");
    browser
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn cross_site_and_prefetch_requests_do_not_log_out() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    for headers in [
        [("sec-fetch-site", "cross-site")].as_slice(),
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "rubbish")],
        &[
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "cross-site"),
        ],
        &[
            ("sec-fetch-site", "same-origin"),
            ("sec-purpose", "prefetch"),
        ],
        &[("purpose", "prefetch")],
    ] {
        assert_eq!(follow_link(&mut browser, headers).await, 200, "{headers:?}");
        browser.get("/closed").await.has_status(200);
    }
    let head = Request::head("/logout").body(Body::empty()).unwrap();
    browser.send(head).await.has_status(200);
    browser.get("/closed").await.has_status(200);
    for site_header in ["none", "same-origin"] {
        let headers = [("sec-fetch-site", site_header)];
        assert_eq!(follow_link(&mut browser.clone(), &headers).await, 303);
    }
}

#[tokio::test]
async fn logout_without_a_session_does_not_query_the_store() {
    let site = Site::new();
    let mut browser = site.browser();
    browser.get("/logout").await.leads_to("/login");
    browser.post("/logout", &[]).await.leads_to("/login");
    assert_eq!(site.store.asked(), 0);
}
