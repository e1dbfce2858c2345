use super::fixture::{ALICE, GOOD, Site, log_in, register};

#[tokio::test]
async fn anonymous_page_does_not_query_the_store() {
    let site = Site::new();
    for path in [
        "/login",
        "/register",
        "/forgot-password",
        "/mail-sent",
        "/verify-email/resend",
        "/open",
        "/nowhere",
        "/static",
    ] {
        site.browser().get(path).await;
        assert_eq!(site.store.asked(), 0, "{path}");
    }
}

#[tokio::test]
async fn page_for_a_user_queries_the_store_once() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.asked();
    for path in [
        "/settings",
        "/settings/email",
        "/settings/account",
        "/confirm-password",
        "/forgot-password",
        "/mail-sent",
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
async fn route_without_a_user_extractor_does_not_query_the_store() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.asked();
    for path in ["/static", "/healthz"] {
        browser.get(path).await.has_status(200);
        assert_eq!(site.store.asked(), 0, "{path}");
    }
}

#[tokio::test]
async fn login_is_one_query_one_attempt_one_hash_and_one_transaction() {
    let site = Site::new();
    site.logged_in_browser().await;
    site.store.asked();
    let before = site.hasher.work();
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .leads_to("/cookies");
    // The attempt is refunded: the password was right.
    assert_eq!((site.store.asked(), site.hasher.work() - before), (4, 1));
}

#[tokio::test]
async fn login_that_a_full_queue_rejects_does_not_query_the_store() {
    let site = Site::new();
    site.logged_in_browser().await;
    site.store.asked();
    site.hasher.set_busy(true);
    for _ in 0..20 {
        let refused = log_in(&mut site.browser(), ALICE, GOOD).await;
        refused.has_status(503);
    }
    let refused = register(&mut site.browser(), "bob@example.com", GOOD).await;
    refused.has_status(503);
    assert_eq!(site.store.asked(), 0);
}
