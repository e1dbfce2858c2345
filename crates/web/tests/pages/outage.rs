use super::fixture::{ALICE, GOOD, Site, log_in, register};

#[tokio::test]
async fn a_database_that_is_down_is_503_and_nobody_is_logged_out() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    for path in ["/settings", "/open", "/closed", "/login", "/logout"] {
        let page = browser.get(path).await;
        page.has_status(503);
        assert_eq!(page.header("retry-after"), "5", "{path}");
        assert!(
            page.set_cookies().is_empty(),
            "{path}: {:?}",
            page.set_cookies()
        );
        page.hides("the secret name of the database");
    }
    site.store.switch_on();
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn strangers_still_get_the_pages_that_need_no_database() {
    let site = Site::new();
    site.store.switch_off();
    for path in ["/login", "/register", "/open", "/static", "/healthz"] {
        site.browser().get(path).await.has_status(200);
    }
    site.browser().get("/readyz").await.has_status(503);
    site.store.switch_on();
    site.browser().get("/readyz").await.has_status(200);
}

#[tokio::test]
async fn registration_says_so_on_its_page_and_keeps_what_was_typed() {
    let site = Site::new();
    site.store.switch_off();
    let page = register(&mut site.browser(), ALICE, GOOD).await;
    page.has_status(503);
    page.shows("An error occurred while creating a user. Please make sure to enter valid data.");
    page.shows(r#"value="alice@example.com""#);
    page.hides("the secret name of the database");
    page.hides(GOOD);
    assert_eq!(page.header("retry-after"), "5");
}

#[tokio::test]
async fn log_in_and_a_change_of_password_say_so_too() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    let page = log_in(&mut site.browser(), ALICE, GOOD).await;
    page.has_status(503);
    page.shows("An error occurred while logging in. Please verify your email and password.");
    page.shows(r#"value="alice@example.com""#);
    let fields = [
        ("current_password", GOOD),
        ("password", "x"),
        ("password_confirmation", "x"),
    ];
    browser
        .post("/settings/password", &fields)
        .await
        .has_status(503);
}
