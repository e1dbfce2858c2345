//! A form with several errors shows all of them in one response.

use std::sync::{Arc, atomic::Ordering::Relaxed};

use vestibule_domain::{EmailVerification, PasswordPolicy, RegistrationFields};

use super::{
    browser::Browser,
    fixture::{ALICE, Choices, GOOD, Site, log_in},
    profile::{CountedProfile, Profile},
};

const WRONG: &str = "not the password of Alice";
const CURRENT: &str = r#"id="current_password-error""#;

/// Passwords that contain its name are refused.
fn site() -> Site {
    site_with(Arc::new(Profile))
}

fn site_with(fields: Arc<dyn RegistrationFields>) -> Site {
    Site::with(Choices {
        policy: Site::mailing_policy(EmailVerification::Optional)
            .with(|policy| policy.password = PasswordPolicy::new(8, vec!["Test Site".to_owned()])),
        fields: Some(fields),
        template: Some((
            "register.html",
            r#"{% extends "vestibule/register.html" %}
            {% import "form.html" as form %}
            {% block fields %}
            {{ form.text("name", "Your name", extra.name) }}
            {{ form.check("terms", "I like cookies", extra.terms) }}
            {% endblock %}"#,
        )),
        ..Choices::default()
    })
}

async fn logged_in(site: &Site) -> Browser {
    let mut browser = site.browser();
    let fields = [
        ("email", ALICE),
        ("password", GOOD),
        ("password_confirmation", GOOD),
        ("name", "Alice"),
        ("terms", "on"),
    ];
    browser
        .post("/register", &fields)
        .await
        .leads_to("/cookies");
    browser.get("/login").await; // the flash message is shown once
    browser
}

#[tokio::test]
async fn registration_shows_the_errors_of_all_fields_together() {
    let site = site();
    let fields = [
        ("email", "alice"),
        ("password", "testsite1"),
        ("password_confirmation", "another"),
    ];
    let page = site.browser().post("/register", &fields).await;
    page.has_status(422);
    for field in [
        "email",
        "password",
        "password_confirmation",
        "name",
        "terms",
    ] {
        page.shows(&format!(r#"id="{field}-error""#));
    }
    page.shows("This password is too similar to the name of this site.");
    assert_eq!(site.hasher.work(), 0);
}

#[tokio::test]
async fn password_change_shows_a_wrong_current_password_with_other_errors() {
    let site = site();
    let mut alice = logged_in(&site).await;
    for (new, message) in [
        ("short", "at least 8"),
        ("testsite1", "the name of this site"),
    ] {
        let work = site.hasher.work();
        let fields = [
            ("current_password", WRONG),
            ("password", new),
            ("password_confirmation", "another"),
        ];
        let page = alice.post("/settings/password", &fields).await;
        page.has_status(422);
        page.shows(CURRENT);
        page.shows(message);
        page.shows(r#"id="password_confirmation-error""#);
        assert_eq!(
            site.hasher.work(),
            work + 1,
            "the wrong password cost its hash"
        );
    }
}

#[tokio::test]
async fn correct_current_password_with_other_errors_changes_nothing() {
    let site = site();
    let mut alice = logged_in(&site).await;
    let fields = [
        ("current_password", GOOD),
        ("password", "another good one"),
        ("password_confirmation", "another"),
    ];
    let page = alice.post("/settings/password", &fields).await;
    page.has_status(422);
    page.hides(CURRENT);
    assert_eq!(
        page.set_cookies(),
        [""; 0],
        "the session has the same token"
    );
    let logged_in = log_in(&mut site.browser(), ALICE, GOOD).await;
    logged_in.leads_to("/cookies");
}

#[tokio::test]
async fn email_change_and_deletion_show_a_wrong_password_with_other_errors() {
    let site = site();
    let mut alice = logged_in(&site).await;
    for (path, field) in [
        ("/settings/email", "email"),
        ("/settings/account/delete", "confirmation"),
    ] {
        let fields = [(field, "bob@"), ("current_password", WRONG)];
        let page = alice.post(path, &fields).await;
        page.has_status(422);
        page.shows(CURRENT);
        page.shows(&format!(r#"id="{field}-error""#));
        let fields = [(field, "bob@"), ("current_password", GOOD)];
        let page = alice.post(path, &fields).await;
        page.has_status(422);
        page.hides(CURRENT);
    }
}

#[tokio::test]
async fn wrong_passwords_with_other_errors_are_rate_limited() {
    let site = site();
    let mut alice = logged_in(&site).await;
    let form = |current| {
        [
            ("current_password", current),
            ("password", "short"),
            ("password_confirmation", "short"),
        ]
    };
    for tried in 0..11 {
        let page = alice.post("/settings/password", &form(WRONG)).await;
        page.has_status(if tried < 10 { 422 } else { 429 });
    }
    let page = alice.post("/settings/password", &form(GOOD)).await;
    page.has_status(429);
}

#[tokio::test]
async fn application_fields_are_validated_once_per_registration() {
    let profile = Arc::new(CountedProfile::default());
    let site = site_with(profile.clone());
    for (number, chosen, status) in [(1, "short", 422), (2, GOOD, 303)] {
        let fields = [
            ("email", ALICE),
            ("password", chosen),
            ("password_confirmation", chosen),
            ("name", "Alice"),
            ("terms", "on"),
        ];
        let answer = site.browser().post("/register", &fields).await;
        assert_eq!(answer.status, status, "{chosen}");
        assert_eq!(profile.0.load(Relaxed), number, "{chosen}");
    }
}
