//! Registration by invitation, closed registration, and registration that the application restricts.

use std::sync::Arc;

use async_trait::async_trait;
use vestibule_domain::{
    AccessDenied, AccessPolicy, Client, EmailAddress, Invitation, Invite, LinkToken, NewAccount,
    Policy, Registration, User,
};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, GOOD, Site, log_in, register},
};

fn site(registration: Registration) -> Site {
    Site::with(Choices {
        policy: Policy::default().with(|policy| policy.registration = registration),
        ..Choices::default()
    })
}

async fn invite(site: &Site, email: Option<&str>) -> LinkToken {
    let email = email.map(|email| EmailAddress::parse(email).unwrap());
    let client = Client::default();
    let accounts = site.vestibule.accounts();
    let invited = accounts.invite(email, Invitation::LIFETIME, None, &client);
    invited.await.unwrap()
}

async fn accept(browser: &mut Browser, email: &str, invitation: &str) -> Answer {
    let fields = [
        ("email", email),
        ("password", GOOD),
        ("password_confirmation", GOOD),
        ("invitation", invitation),
    ];
    browser.post("/register", &fields).await
}

#[tokio::test]
async fn invitation_registers_one_account() {
    let site = site(Registration::Invite);
    let token = invite(&site, Some(ALICE)).await;
    let url = site.vestibule.invitation_url(&token);
    let secret = token.expose();
    assert_eq!(url, format!("/register?invitation={}", &*secret));
    let mut alice = site.browser();
    let page = alice.get(&url).await;
    page.has_status(200);
    page.shows(r#"value="alice@example.com""#);
    page.shows(&format!(r#"name="invitation" value="{}""#, &*secret));
    assert_eq!(
        page.header("referrer-policy"),
        "strict-origin",
        "it keeps the secret"
    );
    accept(&mut alice, ALICE, &secret)
        .await
        .leads_to("/cookies");
    let page = site.browser().get(&url).await;
    page.has_status(403);
    page.shows("Invitation required");
}

#[tokio::test]
async fn invalid_registration_keeps_the_invitation() {
    let site = site(Registration::Invite);
    let token = invite(&site, None).await;
    let secret = token.expose();
    let mut alice = site.browser();
    let fields = [
        ("email", ALICE),
        ("password", GOOD),
        ("password_confirmation", "another"),
        ("invitation", &secret),
    ];
    let page = alice.post("/register", &fields).await;
    page.has_status(422);
    page.shows(&format!(r#"name="invitation" value="{}""#, &*secret));
    accept(&mut alice, ALICE, &secret)
        .await
        .leads_to("/cookies");
}

#[tokio::test]
async fn registration_without_an_invitation_is_refused() {
    let site = site(Registration::Invite);
    let token = invite(&site, Some("bob@example.com")).await;
    for invitation in ["", "nonsense", &token.expose()] {
        let page = accept(&mut site.browser(), ALICE, invitation).await;
        page.has_status(422);
        page.shows(
            "This invitation has expired, was already used, or is for another email address.",
        );
        page.shows(r#"value="alice@example.com""#);
    }
    site.browser().get("/register").await.has_status(403);
    let page = log_in(&mut site.browser(), ALICE, GOOD).await;
    page.has_status(422);
}

#[tokio::test]
async fn closed_registration_shows_an_explanation() {
    let site = site(Registration::Closed);
    for page in [
        site.browser().get("/register").await,
        register(&mut site.browser(), ALICE, GOOD).await,
    ] {
        page.has_status(403);
        page.shows("Registration is closed");
    }
    let mut german = site.browser();
    german.languages = "de".to_owned();
    german.get("/register").await.shows("Keine Registrierung");
}

/// Refuses registrations of other domains, and Bob's logins.
struct Doorman;

#[async_trait]
impl AccessPolicy for Doorman {
    async fn may_register(&self, account: &NewAccount, _: &Client) -> Result<(), AccessDenied> {
        match account.email.as_str().ends_with("@example.com") {
            true => Ok(()),
            false => Err(AccessDenied::because("Only for <the> bakery.")),
        }
    }

    async fn may_log_in(&self, user: &User, _: &Client) -> Result<(), AccessDenied> {
        match user.email.as_str() {
            "bob@example.com" => Err(AccessDenied::because("The oven is not hot yet.")),
            _ => Ok(()),
        }
    }
}

#[tokio::test]
async fn refused_user_sees_the_reason() {
    let site = Site::with(Choices {
        access_policy: Some(Arc::new(Doorman)),
        ..Choices::default()
    });
    let page = register(&mut site.browser(), "eve@elsewhere.example", GOOD).await;
    page.has_status(422);
    page.shows("Only for &lt;the&gt; bakery.");
    page.shows(r#"value="eve@elsewhere.example""#);

    let mut bob = site.browser();
    let registered = register(&mut bob, "bob@example.com", GOOD).await;
    registered.leads_to("/login");
    bob.get("/login").await.shows("The oven is not hot yet.");
    let page = log_in(&mut bob, "bob@example.com", GOOD).await;
    page.has_status(422);
    page.shows("The oven is not hot yet.");
    bob.get("/closed").await.leads_to("/login?next=%2Fclosed");
    let guess = log_in(&mut bob, "bob@example.com", "a wrong guess").await;
    guess.hides("The oven is not hot yet.");
}
