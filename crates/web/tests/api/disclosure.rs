//! What an unauthenticated client learns about an address from a response: what the pages disclose, and
//! no more.

use serde_json::{Value, json};
use vestibule_domain::{Disclosure, EmailVerification, Policy};

use super::client::Client;
use crate::pages::fixture::{Choices, GOOD, Site};

const KNOWN: &str = "alice@example.com";
const UNKNOWN: &str = "nobdy@example.com";
const WRONG: &str = "a staple of another kind";

/// All observable parts of a response, and its cost.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    hashes: usize,
    calls: usize,
    statements: usize,
}

async fn see(site: &Site, path: &str, body: Value) -> Seen {
    site.deliver().await;
    site.store.asked();
    let (statements, hashes) = (site.store.work(), site.hasher.work());
    let reply = Client::new(site).post(path, body).await;
    let headers = reply.answer.headers.iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()));
    let mut headers: Vec<_> = headers.collect();
    headers.sort();
    Seen {
        status: reply.answer.status.as_u16(),
        headers,
        body: reply.answer.body,
        hashes: site.hasher.work() - hashes,
        calls: site.store.asked(),
        statements: site.store.work() - statements,
    }
}

async fn site(verification: EmailVerification, disclosure: Disclosure) -> Site {
    let site = Site::with(Choices {
        policy: Policy::default().with(|policy| {
            policy.verification = verification;
            policy.disclosure = disclosure;
            policy.sends_email = true;
        }),
        ..Choices::default()
    });
    let body = json!({ "email": KNOWN, "password": GOOD });
    let mut owner = Client::new(&site);
    assert!(
        owner
            .post("/account", body)
            .await
            .answer
            .status
            .is_success()
    );
    site
}

#[tokio::test]
async fn api_responses_do_not_disclose_accounts() {
    for (verification, disclosure) in [
        (EmailVerification::Off, Disclosure::Registration),
        (EmailVerification::Optional, Disclosure::Registration),
        (EmailVerification::Required, Disclosure::None),
    ] {
        let site = site(verification, disclosure).await;
        for (path, secret, status) in [
            ("/session", Some(WRONG), 422),
            ("/password-reset", None, 202),
            ("/email-verification", None, 202),
        ] {
            let mut seen = Vec::new();
            for email in [KNOWN, UNKNOWN, UNKNOWN] {
                let mut body = json!({ "email": email });
                if let Some(secret) = secret {
                    body["password"] = secret.into();
                }
                seen.push(see(&site, path, body).await);
            }
            assert_eq!(seen[0].status, status, "{}", seen[0].body);
            assert_eq!((&seen[1], &seen[2]), (&seen[0], &seen[0]), "{path}");
        }
    }
}

#[tokio::test]
async fn api_registration_does_not_disclose_taken_addresses() {
    let site = site(EmailVerification::Required, Disclosure::None).await;
    let mut seen = Vec::new();
    // The address that was free is taken afterwards.
    for email in [KNOWN, UNKNOWN, "first@example.com", KNOWN, UNKNOWN] {
        let body = json!({ "email": email, "password": WRONG, "session": "token" });
        seen.push(see(&site, "/account", body).await);
    }
    assert_eq!((seen[0].status, seen[0].hashes), (202, 1));
    for other in &seen[1..] {
        assert_eq!(*other, seen[0]);
    }
}
