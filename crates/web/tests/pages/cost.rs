use super::fixture::{ALICE, GOOD, Site, log_in};

#[tokio::test]
async fn a_page_for_strangers_asks_the_store_nothing() {
    let site = Site::new();
    for path in ["/login", "/register", "/open", "/nowhere", "/static"] {
        site.browser().get(path).await;
        assert_eq!(site.store.asked(), 0, "{path}");
    }
}

#[tokio::test]
async fn a_page_for_a_person_asks_once() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.asked();
    for path in [
        "/settings",
        "/login",
        "/open",
        "/closed",
        "/nowhere",
        "/panic",
    ] {
        browser.get(path).await;
        assert_eq!(site.store.asked(), 1, "{path}");
    }
}

#[tokio::test]
async fn a_route_that_does_not_ask_costs_nothing() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.asked();
    for path in ["/static", "/healthz"] {
        browser.get(path).await.has_status(200);
        assert_eq!(site.store.asked(), 0, "{path}");
    }
}

#[tokio::test]
async fn a_log_in_is_one_look_one_hash_and_one_unit() {
    let site = Site::new();
    site.logged_in_browser().await;
    site.store.asked();
    let before = site.hasher.work();
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
    assert_eq!((site.store.asked(), site.hasher.work() - before), (2, 1));
}
