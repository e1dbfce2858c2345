//! A login that needs a further step, which no page continues yet.

use vestibule_domain::{EmailKind, EmailVerification};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, GOOD, Site, log_in, register},
};

const REASON: &str = "This login needs a further step, which this site does not offer yet.";

fn opens_nothing(answer: &Answer) {
    let cookies = answer.set_cookies();
    assert!(
        !cookies.iter().any(|cookie| cookie.contains("session=")),
        "{cookies:?}"
    );
}

async fn is_refused(browser: &mut Browser) {
    let answer = log_in(browser, ALICE, GOOD).await;
    answer.has_status(422);
    answer.shows(REASON);
    opens_nothing(&answer);
    browser
        .get("/closed")
        .await
        .leads_to("/login?next=%2Fclosed");
}

#[tokio::test]
async fn login_that_needs_a_further_step_opens_no_session() {
    let site = Site::of_second_factors(EmailVerification::Optional);
    let mut browser = site.browser();
    let registered = register(&mut browser, ALICE, GOOD).await;
    registered.leads_to("/login");
    opens_nothing(&registered);
    browser.get("/login").await.shows(REASON);
    is_refused(&mut browser).await;
}

#[tokio::test]
async fn verification_link_opens_no_session_where_a_further_step_is_needed() {
    let site = Site::of_second_factors(EmailVerification::Required);
    let mut browser = site.browser();
    register(&mut browser, ALICE, GOOD).await;
    let token = site.emailed_link(EmailKind::VerifyEmail).await;
    let fields = [("token", &*token), ("intent", "log_in"), ("password", GOOD)];
    let verified = browser.post("/verify-email", &fields).await;
    verified.leads_to("/login");
    opens_nothing(&verified);
    browser.get("/login").await.shows(REASON);
    is_refused(&mut browser).await;
}
