use std::sync::Arc;

use vestibule_domain::{EmailKind, EmailVerification, Policy};
use vestibule_memory::ListedBreaches;

use super::{
    browser::Answer,
    fixture::{ALICE, Choices, GOOD, Site, register},
};

const LEAKED: &str = "qwertyuiop1990";

fn site() -> Site {
    let policy = Policy::default().with(|policy| {
        policy.verification = EmailVerification::Optional;
        policy.sends_email = true;
    });
    Site::with(Choices {
        policy,
        breached: Some(Arc::new(ListedBreaches::new([LEAKED]))),
        ..Choices::default()
    })
}

fn refuses(page: &Answer) {
    page.has_status(422);
    page.shows("This password appears in known data breaches.");
    page.shows(r#"id="password-error" role="alert""#);
    page.shows("It resembles a common password.");
    page.shows("Add a word or two. Uncommon ones are better.");
    page.shows(r#"id="password-advice""#);
    page.shows("password-error password-advice");
    page.hides(LEAKED);
}

#[tokio::test]
async fn breached_password_is_refused_at_its_field_with_advice() {
    let site = site();
    refuses(&register(&mut site.browser(), ALICE, LEAKED).await);

    let mut browser = site.logged_in_browser().await;
    let fields = [
        ("current_password", GOOD),
        ("password", LEAKED),
        ("password_confirmation", LEAKED),
    ];
    refuses(&browser.post("/settings/password", &fields).await);

    browser.post("/forgot-password", &[("email", ALICE)]).await;
    let link = site.emailed_link(EmailKind::ResetPassword).await;
    let fields = [
        ("token", link.as_str()),
        ("password", LEAKED),
        ("password_confirmation", LEAKED),
    ];
    refuses(&browser.post("/reset-password", &fields).await);
}

#[tokio::test]
async fn password_advice_is_in_the_page_language() {
    let site = site();
    for (language, reason, advice) in [
        (
            "de",
            "Dieses Passwort kommt in bekannten Datenlecks vor.",
            "Nehmen Sie ein oder zwei Wörter hinzu",
        ),
        (
            "fr",
            "Ce mot de passe figure dans des fuites de données connues.",
            "Ajoutez un mot ou deux",
        ),
    ] {
        let mut browser = site.browser();
        language.clone_into(&mut browser.languages);
        let page = register(&mut browser, ALICE, LEAKED).await;
        page.has_status(422);
        page.shows(reason);
        page.shows(advice);
    }
}

#[tokio::test]
async fn refused_passwords_get_advice_and_empty_ones_get_none() {
    let site = Site::new();
    for (password, advice) in [
        ("password", "one of the ten most common passwords"),
        ("iloveyou", "Add a word or two."),
        ("alice@example.com", "Add a word or two."),
    ] {
        let page = register(&mut site.browser(), ALICE, password).await;
        page.has_status(422);
        page.shows(advice);
    }
    for password in ["short", "", &"aaaa ".repeat(100)] {
        let page = register(&mut site.browser(), ALICE, password).await;
        page.has_status(422);
        page.hides("password-advice");
    }
}
