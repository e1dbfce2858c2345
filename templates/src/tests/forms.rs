use std::collections::HashSet;

use super::{
    all_pages,
    html::{Tag, inside, tags},
    pages_in, templates,
};
use crate::{Field, LayoutContext, LoginPage, RegisterPage, SecretField, SettingsPage};

fn is_typed_into(tag: &Tag) -> bool {
    matches!(tag.name.as_str(), "input" | "select" | "textarea")
        && tag.get("type") != Some("hidden")
}

#[test]
fn every_input_has_its_label_and_every_description_exists() {
    for (page, html) in all_pages(&templates()) {
        let tags = tags(&html);
        let ids: Vec<_> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        let distinct: HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "an id twice in {page}");
        let labelled: HashSet<_> = tags.iter().filter_map(|tag| tag.get("for")).collect();
        for input in tags.iter().filter(|tag| is_typed_into(tag)) {
            assert!(labelled.contains(input.get("id").unwrap()), "{input:?}");
            for id in input
                .get("aria-describedby")
                .into_iter()
                .flat_map(str::split_whitespace)
            {
                assert!(ids.contains(&id), "{id} is nowhere in {page}");
            }
        }
    }
}

#[test]
fn form_labels_are_unchanged() {
    let templates = templates();
    let visitor = LayoutContext::default();
    let register = templates.render(&RegisterPage::new(8, None), &visitor);
    let log_in = templates.render(&LoginPage::new(None), &visitor);
    let settings = templates.render(&SettingsPage::new(0, 0, 8), &visitor);
    for (html, fields) in [
        (
            register.unwrap(),
            vec![
                ("email", "Email"),
                ("password", "Password"),
                ("password_confirmation", "Password confirmation"),
            ],
        ),
        (
            log_in.unwrap(),
            vec![
                ("email", "Email"),
                ("password", "Password"),
                ("remember", "Stay logged in"),
            ],
        ),
        (
            settings.unwrap(),
            vec![
                ("current_password", "Current password"),
                ("password", "Password"),
                ("password_confirmation", "Password confirmation"),
            ],
        ),
    ] {
        for (name, label) in fields {
            assert!(html.contains(&format!("<label for=\"{name}\">{label}</label>")));
        }
    }
}

fn asks_for_an_address(page: &str) -> bool {
    let names = ["ForgotPasswordPage", "ResendVerificationPage"];
    names.iter().any(|name| page.starts_with(name)) && page.contains("sends_email: true")
}

#[test]
fn every_form_has_autocomplete_for_password_managers() {
    let expected = |page: &str| match page {
        page if page.starts_with("RegisterPage") => {
            vec!["username", "new-password", "new-password"]
        }
        page if page.starts_with("LoginPage") => vec!["username", "current-password"],
        page if page.starts_with("ConfirmPasswordPage") => vec!["username", "current-password"],
        page if page.starts_with("AccountPage") => vec!["username", "off", "current-password"],
        page if page.starts_with("ResetPasswordPage") => {
            vec!["username", "new-password", "new-password"]
        }
        page if page.starts_with("VerifyEmailPage") && page.contains("is_owner: false") => {
            vec!["username", "current-password"]
        }
        page if page.starts_with("ChangeEmailPage") && page.contains("sends_email: true") => {
            vec!["username", "email", "current-password"]
        }
        page if asks_for_an_address(page) => vec!["username"],
        page if page.starts_with("SettingsPage") => {
            vec![
                "username",
                "current-password",
                "new-password",
                "new-password",
            ]
        }
        _ => vec![],
    };
    for (page, html) in all_pages(&templates()) {
        let tags = tags(&html);
        let found: Vec<_> = tags
            .iter()
            .filter_map(|tag| tag.get("autocomplete"))
            .collect();
        assert_eq!(found, expected(&page), "{page}");
        for tag in tags.iter().filter(|tag| is_typed_into(tag)) {
            assert!(
                tag.get("maxlength").is_none(),
                "it would cut a pasted password"
            );
            if tag.get("type") == Some("password") {
                assert!(
                    tag.get("value").is_none(),
                    "a password is shown again in {page}"
                );
            }
        }
    }
}

#[test]
fn form_errors_are_in_the_title_and_at_the_field() {
    for (page, html) in pages_in(&templates(), "en") {
        let form = html.split_once("<form").map_or("", |(_, form)| form);
        let wrong = form.contains("role=\"alert\"");
        let title = inside(&html, "title");
        assert_eq!(title.starts_with("Error: "), wrong, "{title} of {page}");
        let tags = tags(&html);
        let faulty: Vec<_> = tags
            .iter()
            .filter(|t| t.get("aria-invalid").is_some())
            .collect();
        assert!(
            faulty
                .iter()
                .all(|tag| tag.get("aria-invalid") == Some("true"))
        );
        assert!(
            faulty
                .iter()
                .all(|tag| tag.get("aria-describedby").is_some())
        );
        let focused: Vec<_> = tags
            .iter()
            .filter(|t| t.get("autofocus").is_some())
            .collect();
        let ids = |tags: &[&Tag]| {
            tags.iter()
                .filter_map(|t| t.get("id").map(str::to_owned))
                .collect::<Vec<_>>()
        };
        // Of two fields that do not match, the password has the error, because it is typed again.
        let is_pair = faulty
            .iter()
            .all(|tag| tag.get("aria-describedby") == Some("alert"));
        let first = match is_pair {
            true => ids(&faulty).into_iter().next_back(),
            false => ids(&faulty).into_iter().next(),
        };
        assert_eq!(ids(&focused), Vec::from_iter(first), "{page}");
    }
}

#[test]
fn wrong_credentials_are_shown_once_for_both_fields() {
    let page = LoginPage {
        email: Field::new("alice@example.com"),
        alert: Some("They do not belong together.".into()),
        alert_concerns_fields: true,
        ..LoginPage::default()
    };
    let html = templates()
        .render(&page.focus_first_error(), &LayoutContext::default())
        .unwrap();
    assert!(html.contains("role=\"alert\" id=\"alert\">They do not belong together.</p>"));
    let tags = tags(&html);
    let tied: Vec<_> = tags
        .iter()
        .filter(|tag| tag.get("aria-describedby") == Some("alert"))
        .filter_map(|tag| tag.get("name"))
        .collect();
    assert_eq!(tied, ["email", "password"]);
    assert!(html.contains("value=\"alice@example.com\""));
}

#[test]
fn field_error_is_shown_with_the_hint() {
    let page = RegisterPage {
        password: SecretField::blank().with_error("Too short."),
        ..RegisterPage::new(12, None)
    };
    let html = templates()
        .render(&page.focus_first_error(), &LayoutContext::default())
        .unwrap();
    assert!(html.contains("id=\"password-error\" role=\"alert\">Too short.</p>"));
    assert!(html.contains("aria-describedby=\"password-hint password-error\" autofocus>"));
    assert!(html.contains("At least 12 characters."));
}

/// No form has a password hint, a secret question, or a field that selects the account
/// (OWASP ASVS 5.0, 6.4.2, 15.3.3).
#[test]
fn forms_have_no_other_fields() {
    let fields = [
        "confirmation",
        "current_password",
        "email",
        "intent",
        "invitation",
        "next",
        "password",
        "password_confirmation",
        "remember",
        "token",
    ];
    let mut asked = HashSet::new();
    for (page, html) in all_pages(&templates()) {
        for tag in tags(&html) {
            let is_field = matches!(
                tag.name.as_str(),
                "input" | "button" | "select" | "textarea"
            );
            if let Some(name) = tag.get("name").filter(|_| is_field) {
                assert!(fields.contains(&name), "{name} in {page}");
                asked.insert(name.to_owned());
            }
        }
    }
    assert_eq!(asked.len(), fields.len(), "{asked:?}");
}
