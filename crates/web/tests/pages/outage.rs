use std::{
    io::Write,
    sync::{Arc, Mutex},
};

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
    for path in [
        "/login",
        "/register",
        "/forgot-password",
        "/mail-sent",
        "/verify-email/resend",
        "/open",
        "/static",
        "/healthz",
    ] {
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
    page.shows("An error occurred while logging in. Please try again.");
    page.hides("verify your email");
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

#[tokio::test]
async fn the_operator_finds_each_failure_once_in_the_log_with_its_cause() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    let (log, _guard) = Log::start();
    register(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(503);
    log.says_once("the secret name of the database");
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(503);
    log.says_once("the secret name of the database");
    browser.get("/settings").await.has_status(503);
    log.says_once("the secret name of the database");
    browser.get("/nowhere").await.has_status(404);
    site.browser().get("/panic").await.has_status(500);
    log.says_once("a bug of the host");
}

#[tokio::test]
async fn the_secret_of_a_link_is_not_in_the_log() {
    let site = Site::new();
    let token = "A".repeat(43);
    site.store.switch_off();
    let (log, _guard) = Log::start();
    for path in ["/reset-password", "/verify-email"] {
        let address = format!("{path}?token={token}");
        site.browser().get(&address).await.has_status(503);
        let posted = site.browser().post(path, &[("token", &token)]).await;
        posted.has_status(503);
    }
    let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(said.matches("request_id=").count(), 4, "{said}");
    assert!(!said.contains(&token), "{said}");
}

/// What is logged in this test, and nowhere else.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub(crate) fn start() -> (Self, tracing::subscriber::DefaultGuard) {
        let log = Self::default();
        let sink = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || sink.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn said(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// Since the last question.
    #[track_caller]
    fn says_once(&self, text: &str) {
        let said = String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap();
        assert_eq!(said.matches(text).count(), 1, "{said}");
        assert!(said.contains("request_id="), "{said}");
        assert!(!said.contains(GOOD) && !said.contains(ALICE), "{said}");
    }
}

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
