//! What an unauthenticated client learns about an address from a response: nothing, if an address with
//! and without an account get the same response at the same cost. No time is measured here; `just
//! timing` does that.

use vestibule_domain::{Disclosure, EmailVerification, Policy};

use super::{
    browser::{Answer, Browser},
    fixture::{Choices, GOOD, Site, log_in, register},
};

/// Of the same length, because the page shows the address again.
const KNOWN: &str = "alice@example.com";
const UNKNOWN: &str = "nobdy@example.com";
const MINE: &str = "mallo@example.com";
const WRONG: &str = "a staple of another kind";

/// All observable parts of a response, and its cost.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    status: u16,
    /// Except for the time and the request id, which differ in every response.
    headers: Vec<(String, String)>,
    body: String,
    hashes: usize,
    calls: usize,
    statements: usize,
}

async fn see(site: &Site, email: &str, ask: impl AsyncFn(Browser) -> Answer, by: &Browser) -> Seen {
    site.deliver().await;
    site.store.asked();
    let (statements, hashes) = (site.store.work(), site.hasher.work());
    let answer = ask(by.clone()).await;
    let headers = answer.headers.iter().map(|(name, value)| {
        let value = value.to_str().unwrap();
        (name.as_str().to_owned(), value.to_owned())
    });
    let mut headers: Vec<_> = headers
        .filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()))
        .collect();
    headers.sort();
    Seen {
        status: answer.status.as_u16(),
        headers,
        body: answer.body.replace(email, "(what was typed)"),
        hashes: site.hasher.work() - hashes,
        calls: site.store.asked(),
        statements: site.store.work() - statements,
    }
}

/// Sends the same request about both addresses, in both orders, because the order must not matter
/// either.
async fn is_equal(
    site: &Site,
    by: &Browser,
    known: &str,
    unknown: &str,
    ask: impl AsyncFn(Browser, &str) -> Answer,
) -> Seen {
    let mut all = Vec::new();
    for email in [known, unknown, unknown, known] {
        all.push(see(site, email, async |browser| ask(browser, email).await, by).await);
    }
    for seen in &all[1..] {
        assert_eq!(*seen, all[0]);
    }
    all.remove(0)
}

fn site(verification: EmailVerification, disclosure: Disclosure) -> Site {
    Site::with(Choices {
        policy: Policy::default().with(|policy| {
            policy.verification = verification;
            policy.disclosure = disclosure;
            policy.sends_email = true;
        }),
        ..Choices::default()
    })
}

/// Each configuration in which login discloses nothing about accounts.
async fn sites() -> Vec<Site> {
    let mut sites = Vec::new();
    for (verification, disclosure) in [
        (EmailVerification::Off, Disclosure::Registration),
        (EmailVerification::Optional, Disclosure::Registration),
        (EmailVerification::Required, Disclosure::Registration),
        (EmailVerification::Required, Disclosure::None),
    ] {
        let site = site(verification, disclosure);
        register(&mut site.browser(), KNOWN, GOOD).await;
        sites.push(site);
    }
    sites
}

#[tokio::test]
async fn login_response_is_the_same_for_unknown_address_and_wrong_password() {
    for site in sites().await {
        let log_in =
            async |mut browser: Browser, email: &str| log_in(&mut browser, email, WRONG).await;
        let seen = is_equal(&site, &site.browser(), KNOWN, UNKNOWN, log_in).await;
        assert_eq!((seen.status, seen.hashes), (422, 1));
    }
}

#[tokio::test]
async fn api_login_response_is_the_same_for_unknown_address_and_wrong_password() {
    for site in sites().await {
        let log_in = async |mut browser: Browser, email: &str| {
            let body = format!("email={email}&password=a");
            let request = axum::http::Request::post("/login")
                .header("content-type", super::fixture::FORM)
                .header("accept", "application/json");
            browser.send(request.body(body.into()).unwrap()).await
        };
        let seen = is_equal(&site, &site.browser(), KNOWN, UNKNOWN, log_in).await;
        assert_eq!((seen.status, seen.hashes), (422, 1));
    }
}

#[tokio::test]
async fn registration_response_is_the_same_for_taken_and_free_addresses() {
    let site = site(EmailVerification::Required, Disclosure::None);
    register(&mut site.browser(), KNOWN, GOOD).await;
    let mut seen = Vec::new();
    // The address that was free is taken afterwards.
    for email in [KNOWN, UNKNOWN, "first@example.com", KNOWN, UNKNOWN] {
        let ask = async |mut browser: Browser| register(&mut browser, email, WRONG).await;
        seen.push(see(&site, email, ask, &site.browser()).await);
        for password in ["short", "12345678"] {
            let ask = async |mut browser: Browser| register(&mut browser, email, password).await;
            let refused = see(&site, email, ask, &site.browser()).await;
            assert_eq!((refused.status, refused.hashes, refused.calls), (422, 0, 0));
        }
    }
    assert_eq!((seen[0].status, seen[0].hashes), (303, 1));
    for other in &seen[1..] {
        assert_eq!(*other, seen[0]);
    }
}

#[tokio::test]
async fn reset_request_response_is_the_same_for_every_address() {
    for site in sites().await {
        for path in ["/forgot-password", "/verify-email/resend"] {
            let ask = async |mut browser: Browser, email: &str| {
                browser.post(path, &[("email", email)]).await
            };
            let seen = is_equal(&site, &site.browser(), KNOWN, UNKNOWN, ask).await;
            assert_eq!(
                (seen.status, seen.hashes, seen.calls),
                (303, 0, 2),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn email_change_response_is_the_same_for_taken_and_free_addresses() {
    for verification in [EmailVerification::Off, EmailVerification::Optional] {
        let site = site(verification, Disclosure::Registration);
        register(&mut site.browser(), KNOWN, GOOD).await;
        let mut mallory = site.browser();
        register(&mut mallory, MINE, GOOD)
            .await
            .leads_to("/cookies");
        mallory.get("/login").await; // the flash message is shown once
        for password in [GOOD, WRONG] {
            let ask = async |mut browser: Browser, email: &str| {
                let fields = [("email", email), ("current_password", password)];
                browser.post("/settings/email", &fields).await
            };
            let seen = is_equal(&site, &mallory, KNOWN, UNKNOWN, ask).await;
            let status = if password == GOOD { 303 } else { 422 };
            assert_eq!((seen.status, seen.hashes), (status, 1));
        }
    }
}
