use std::{
    collections::BTreeSet,
    io::Write,
    sync::{Arc, Mutex},
};

use vestibule_domain::{EmailKind, EmailVerification};
use vestibule_web::Route;

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const NEW: &str = "a staple of another kind";
const SESSION: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
const REVOKE: &str = "/settings/sessions/01890a5d-ac96-774b-bcce-b302099a8057/revoke";
const FORMS: usize = 17;

#[tokio::test]
async fn database_outage_returns_503_and_logs_no_user_out() {
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
        page.hides("the store in memory is switched off");
    }
    site.store.switch_on();
    browser
        .get("/closed")
        .await
        .shows("Hello, alice@example.com");
}

#[tokio::test]
async fn visitors_get_pages_without_a_database() {
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
async fn registration_during_an_outage_shows_the_form_with_its_input() {
    let site = Site::new();
    site.store.switch_off();
    let page = register(&mut site.browser(), ALICE, GOOD).await;
    page.has_status(503);
    page.shows("The account could not be created. Please try again.");
    page.shows(r#"value="alice@example.com""#);
    page.hides("the store in memory is switched off");
    page.hides(GOOD);
    assert_eq!(page.header("retry-after"), "5");
}

#[tokio::test]
async fn login_and_password_change_during_an_outage_show_the_form() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    let page = log_in(&mut site.browser(), ALICE, GOOD).await;
    page.has_status(503);
    page.shows("Something went wrong on our side while logging you in. Please try again.");
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

/// The fields of each form, with valid values.
async fn forms(
    site: &Site,
    alice: &mut Browser,
) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    register(alice, ALICE, GOOD).await;
    let verify = site.emailed_link(EmailKind::VerifyEmail).await;
    let change = [("email", "alice@example.org"), ("current_password", GOOD)];
    alice.post("/settings/email", &change).await;
    let confirm = site.emailed_link(EmailKind::ChangeEmail).await;
    let undo = site.emailed_link(EmailKind::EmailChangeRequested).await;
    alice.post("/forgot-password", &[("email", ALICE)]).await;
    let reset = site.emailed_link(EmailKind::ResetPassword).await;
    let current = ("current_password", GOOD);
    let new = [("password", NEW), ("password_confirmation", NEW)];
    let bob = ("email", "bob@example.com");
    let change = ("email", "alice@example.net");
    let leave = ("confirmation", ALICE);
    let token = ("token", verify.as_str());
    let log_in = [("intent", "log_in"), ("password", GOOD)];
    let forms: [(_, Vec<(_, &str)>); FORMS] = [
        ("/register", vec![bob, new[0], new[1]]),
        ("/login", vec![("email", ALICE), ("password", GOOD)]),
        ("/logout", vec![]),
        ("/settings/password", vec![current, new[0], new[1]]),
        ("/verify-email", vec![token, ("intent", "verify")]),
        ("/verify-email", vec![token, log_in[0], log_in[1]]),
        ("/verify-email", vec![token, ("intent", "disown")]),
        ("/verify-email/resend", vec![("email", ALICE)]),
        ("/forgot-password", vec![("email", ALICE)]),
        ("/reset-password", vec![("token", &reset), new[0], new[1]]),
        ("/settings/email", vec![change, current]),
        ("/settings/email/confirm", vec![("token", &confirm)]),
        ("/settings/email/undo", vec![("token", &undo)]),
        ("/confirm-password", vec![current]),
        (REVOKE, vec![]),
        ("/settings/sessions/revoke-others", vec![]),
        ("/settings/account/delete", vec![leave, current]),
    ];
    let owned = |(name, value): (_, &str)| (name, value.to_owned());
    let forms = forms.into_iter();
    forms
        .map(|(path, fields)| (path, fields.into_iter().map(owned).collect()))
        .collect()
}

/// The alert above a form that failed, or on an error page.
fn alert(page: &Answer) -> &str {
    let mut marks = ["id=\"alert\">", "<p class=\"lead\">"].into_iter();
    let found = marks.find_map(|mark| page.body.split_once(mark));
    let (_, rest) = found.unwrap_or_else(|| panic!("no alert in\n{}", page.body));
    rest.split("</p>").next().unwrap()
}

/// The response to a form while the hasher is busy, or when the database fails after this number of
/// answers.
async fn submit(form: usize, language: &str, answers: Option<usize>) -> (&'static str, Answer) {
    let site = Site::mailing(EmailVerification::Optional);
    let mut alice = site.browser();
    let (path, fields) = forms(&site, &mut alice).await.swap_remove(form);
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    alice.languages = language.to_owned();
    match answers {
        Some(answers) => site.store.switch_off_after(answers),
        None => site.hasher.set_busy(true),
    }
    (path, alice.post(path, &fields).await)
}

#[tokio::test]
async fn outage_shows_no_field_error() {
    const RETRY: [(&str, [&str; 2]); 3] = [
        ("en", ["Please try again.", "and try again."]),
        ("de", ["Sie es noch einmal.", "Sie es dann noch einmal."]),
        ("fr", ["Veuillez réessayer.", "et réessayez."]),
    ];
    let mut failed = BTreeSet::new();
    for (language, retry) in RETRY {
        for form in 0..FORMS {
            for answers in [None].into_iter().chain((0..).map(Some)) {
                let (path, page) = submit(form, language, answers).await;
                if page.status == 503 {
                    let said = alert(&page);
                    assert!(retry.iter().any(|r| said.ends_with(r)), "{path}: {said}");
                    page.hides("class=\"error\"");
                    failed.insert(path);
                } else if answers.is_some() {
                    break; // the database answered all queries of the form
                }
            }
        }
    }
    for route in Route::all() {
        let path = route.path().replace("{id}", SESSION);
        let is_form = Site::new().browser().post(&path, &[]).await.status != 405;
        assert_eq!(failed.contains(&*path), is_form, "{path}");
    }
}

#[tokio::test]
async fn each_failure_is_logged_once_with_its_cause() {
    let site = Site::new();
    let mut browser = site.logged_in_browser().await;
    site.store.switch_off();
    let (log, _guard) = Log::start();
    register(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(503);
    log.logs_once("the store in memory is switched off");
    log_in(&mut site.browser(), ALICE, GOOD)
        .await
        .has_status(503);
    log.logs_once("the store in memory is switched off");
    browser.get("/settings").await.has_status(503);
    log.logs_once("the store in memory is switched off");
    browser.get("/nowhere").await.has_status(404);
    site.browser().get("/panic").await.has_status(500);
    log.logs_once("a bug of the host");
}

#[tokio::test]
async fn link_token_is_not_in_the_log() {
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

/// The log of this test only.
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

    /// Since the last call.
    #[track_caller]
    fn logs_once(&self, text: &str) {
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
