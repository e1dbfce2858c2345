//! Pages that are cached.

use proptest::prelude::*;
use serde_json::json;

use super::{all_pages, builder, user};
use crate::{
    ConfirmEmailChangePage, LayoutContext, LoginPage, Page, RegisterPage, ResetPasswordPage,
    Templates, TokenField, UndoEmailChangePage, VerifyEmailPage,
};

#[test]
fn cached_page_equals_a_rendered_page() {
    let templates = builder().build().unwrap();
    let anew = all_pages(&builder().build().unwrap());
    assert_eq!(all_pages(&templates), anew);
    assert!(templates.kept_pages() > 50);
    assert_eq!(all_pages(&templates), anew);
}

#[test]
fn page_with_a_secret_is_not_cached() {
    let templates = builder().build().unwrap();
    let visitor = LayoutContext::default();

    render_all::<ResetPasswordPage>(&templates);
    render_all::<VerifyEmailPage>(&templates);
    render_all::<ConfirmEmailChangePage>(&templates);
    render_all::<UndoEmailChangePage>(&templates);
    let mut invited = RegisterPage::new(8, None);
    invited.invitation = Some(TokenField::sample());
    templates.render(&invited, &visitor).unwrap();

    assert_eq!(templates.kept_pages(), 0);
    templates.render(&LoginPage::new(None), &visitor).unwrap();
    assert_eq!(templates.kept_pages(), 1);
}

fn render_all<P: Page>(templates: &Templates) {
    for page in P::samples() {
        templates.render(&page, &LayoutContext::default()).unwrap();
    }
}

/// Two users at the same page, with any contents.
#[test]
fn whatever_is_on_a_cached_page_another_user_never_sees_it() {
    let templates = builder().template("host.html", HOST).build().unwrap();
    proptest!(|(values in prop::collection::vec((any::<bool>(), "[ab]?", 0..2_u8), 1..40))| {
        for (is_alice, text, number) in values {
            let person = user(if is_alice { "alice@example.com" } else { "bob@example.com" });
            prop_assert_eq!(
                shown(&templates, &person, &text, number),
                format!("{}|{text}|{number}", person.email)
            );
        }
    });
}

const HOST: &str = "{{ current_user.email }}|{{ text }}|{{ number }}";

fn shown(templates: &Templates, person: &vestibule_domain::User, text: &str, number: u8) -> String {
    let layout_context = LayoutContext {
        current_user: Some(person),
        ..LayoutContext::default()
    };
    let context = json!({ "text": text, "number": number });
    let page = templates.render_cached("host.html", &context, &layout_context);
    page.unwrap().to_string()
}

#[test]
fn application_page_is_cached_only_if_declared_cacheable() {
    let templates = builder().template("host.html", HOST).build().unwrap();
    let person = user("alice@example.com");
    let layout_context = LayoutContext {
        current_user: Some(&person),
        ..LayoutContext::default()
    };
    let context = json!({ "text": "the secret of a new API key", "number": 1 });
    let page = templates.render_named("host.html", &context, &layout_context);
    assert!(page.unwrap().contains("the secret"));
    assert_eq!(templates.kept_pages(), 0);
    let page = templates.render_cached("host.html", &context, &layout_context);
    assert!(page.unwrap().contains("the secret"));
    assert_eq!(templates.kept_pages(), 1);
}

#[test]
fn page_cache_uses_bounded_memory() {
    let templates = builder().build().unwrap();
    for number in 0..5000 {
        let page = LoginPage::new(Some(format!("/orders/{number}")));
        let html = templates.render(&page, &LayoutContext::default()).unwrap();
        assert!(html.contains(&format!("{number}\"")));
    }
    assert!(templates.kept_pages() < 1000, "{}", templates.kept_pages());
}
