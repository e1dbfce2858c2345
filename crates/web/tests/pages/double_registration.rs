//! The button of the registration form is pressed twice, and the second request is sent before the
//! response to the first arrives.

use std::net::Ipv4Addr;

use vestibule_domain::{
    Client, Disclosure, EmailKind, EmailVerification, Invitation, Invite, Policy, Registration,
};

use super::{
    browser::{Answer, Browser},
    fixture::{ALICE, Choices, GOOD, Site, log_in, register},
};

const HOME: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 7);
const OTHER: &str = "a staple of another kind";

fn site(policy: Policy) -> Site {
    Site::with(Choices {
        policy,
        ..Choices::default()
    })
}

/// Both requests have the same cookies; the browser keeps those of the second response.
async fn double_click(browser: &mut Browser, fields: &[(&str, &str)]) -> [Answer; 2] {
    let first = browser.clone().post("/register", fields).await;
    let second = browser.post("/register", fields).await;
    [first, second]
}

fn fields(invitation: &str) -> [(&str, &str); 4] {
    [
        ("email", ALICE),
        ("password", GOOD),
        ("password_confirmation", GOOD),
        ("invitation", invitation),
    ]
}

async fn invitation(site: &Site) -> String {
    let (accounts, client) = (site.vestibule.accounts(), Client::default());
    let invited = accounts.invite(None, Invitation::LIFETIME, None, &client);
    invited.await.unwrap().expose().to_string()
}

#[tokio::test]
async fn second_half_of_a_double_click_is_logged_in() {
    let site = site(Site::mailing_policy(EmailVerification::Optional));
    let mut alice = site.browser_at(HOME);
    for answer in double_click(&mut alice, &fields("")).await {
        answer.leads_to("/cookies");
    }
    alice.get("/closed").await.shows("Hello, alice@example.com");
    let page = alice.get("/settings").await;
    page.shows("Welcome! Your account is ready.");
    let verification = (ALICE.to_owned(), EmailKind::VerifyEmail);
    assert_eq!(site.emailed().await, [verification]);
}

#[tokio::test]
async fn overtaken_first_half_of_a_double_click_is_logged_in() {
    let site = Site::new();
    let (mut first, mut second) = (site.browser_at(HOME), site.browser_at(HOME));
    let (comes, go) = site.store.hold_next_unit();
    let overtaken = tokio::spawn(async move { register(&mut first, ALICE, GOOD).await });
    comes.await.unwrap();
    let answer = register(&mut second, ALICE, GOOD).await;
    answer.leads_to("/cookies");
    go.send(()).unwrap();
    overtaken.await.unwrap().leads_to("/cookies");
}

#[tokio::test]
async fn repeated_registration_with_another_password_is_refused() {
    let site = Site::new();
    let alice = site.browser_at(HOME);
    register(&mut alice.clone(), ALICE, GOOD).await;
    let answer = register(&mut alice.clone(), ALICE, OTHER).await;
    answer.has_status(422);
    answer.shows("already registered");
    assert!(answer.set_cookies().is_empty());
}

#[tokio::test]
async fn repeated_registration_from_another_client_is_refused_without_a_hash() {
    let site = Site::new();
    register(&mut site.browser_at(HOME), ALICE, GOOD).await;
    let mut elsewhere = site.browser_at(Ipv4Addr::new(192, 0, 2, 8));
    let mut other_cookies = site.browser_at(HOME);
    other_cookies.cookies.insert("a".into(), "b".into());
    for mut browser in [elsewhere.clone(), other_cookies, site.browser()] {
        let work = site.hasher.work();
        let answer = register(&mut browser, ALICE, GOOD).await;
        answer.has_status(422);
        answer.shows("already registered");
        assert_eq!(site.hasher.work(), work + 1);
    }
    // Nor for a client that presses twice with an address that had an account before.
    let work = site.hasher.work();
    for answer in double_click(&mut elsewhere, &fields("")).await {
        answer.has_status(422);
    }
    assert_eq!(site.hasher.work(), work + 2);
}

#[tokio::test]
async fn wrong_password_in_a_second_half_counts_as_a_login_attempt() {
    let site = Site::new();
    let alice = site.browser_at(HOME);
    register(&mut alice.clone(), ALICE, GOOD).await;
    for _ in 0..5 {
        let answer = register(&mut alice.clone(), ALICE, OTHER).await;
        answer.has_status(422);
    }
    let mut elsewhere = site.browser_at(Ipv4Addr::new(192, 0, 2, 8));
    for _ in 0..20 {
        log_in(&mut elsewhere, ALICE, OTHER).await;
    }
    let work = site.hasher.work();
    let answer = register(&mut alice.clone(), ALICE, OTHER).await;
    answer.has_status(422);
    assert_eq!(site.hasher.work(), work + 1, "the limit is reached");
}

#[tokio::test]
async fn both_halves_of_a_double_click_show_the_email_page() {
    for disclosure in [Disclosure::Registration, Disclosure::None] {
        let site = site(
            Site::mailing_policy(EmailVerification::Required)
                .with(|policy| policy.disclosure = disclosure),
        );
        let mut alice = site.browser_at(HOME);
        for answer in double_click(&mut alice, &fields("")).await {
            answer.leads_to("/mail-sent");
        }
    }
}

#[tokio::test]
async fn used_invitation_is_accepted_in_the_second_half_of_a_double_click() {
    let site = site(Policy::default().with(|policy| policy.registration = Registration::Invite));
    let invitation = invitation(&site).await;
    let mut alice = site.browser_at(HOME);
    for answer in double_click(&mut alice, &fields(&invitation)).await {
        answer.leads_to("/cookies");
    }
    alice.get("/closed").await.shows("Hello, alice@example.com");
}

#[tokio::test]
async fn double_click_does_not_disclose_whether_the_address_had_an_account() {
    for had_account in [false, true] {
        let site = site(
            Site::mailing_policy(EmailVerification::Required).with(|policy| {
                policy.disclosure = Disclosure::None;
                policy.registration = Registration::Invite;
            }),
        );
        if had_account {
            let earlier = invitation(&site).await;
            let mut fields = fields(&earlier);
            (fields[1].1, fields[2].1) = (OTHER, OTHER);
            site.browser().post("/register", &fields).await;
        }
        let invitation = invitation(&site).await;
        let work = site.hasher.work();
        let mut visitor = site.browser_at(HOME);
        for answer in double_click(&mut visitor, &fields(&invitation)).await {
            answer.leads_to("/mail-sent");
        }
        assert_eq!(site.hasher.work(), work + 1);
    }
}
