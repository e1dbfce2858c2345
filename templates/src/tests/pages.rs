use serde_json::json;

use super::{
    all_pages, builder,
    html::{inside, tags, text},
    templates, user,
};
use crate::{
    ErrorPage, FlashMessage, HomePage, InvalidLinkPage, LayoutContext, Level, LoginPage, Page,
    SettingsPage, VerifyEmailPage,
};

#[test]
fn every_sample_renders_strictly_without_debug_output() {
    for (page, html) in all_pages(&templates()) {
        let text = text(&html);
        for word in ["True", "False", "None", "none", "undefined"] {
            assert!(!text.contains(word), "{word} in {page}");
        }
        assert!(html.contains("<title>"), "{page}");
        assert_eq!(html.matches("<h1>").count(), 1, "{page}");
    }
}

#[test]
fn every_page_of_a_logged_in_user_shows_email_and_logout() {
    let alice = user("alice@example.com");
    let layout_context = LayoutContext {
        current_user: Some(&alice),
        ..LayoutContext::default()
    };
    let templates = templates();
    for html in [
        templates.render(&HomePage, &layout_context).unwrap(),
        templates
            .render(&LoginPage::new(None), &layout_context)
            .unwrap(),
        templates
            .render(&SettingsPage::new(0, 0, 8), &layout_context)
            .unwrap(),
        templates.render(&error_page(500), &layout_context).unwrap(),
    ] {
        let footer = inside(&html, "footer");
        assert_eq!(text(footer), "Logged in as alice@example.com. Logout");
        assert!(footer.contains("<strong>alice@example.com</strong>."));
        assert!(footer.contains("<a href=\"/logout\">Logout</a>"));
        assert!(!html.contains("href=\"/register\">Register</a>\n    </nav>"));
        assert!(inside(&html, "header").contains("href=\"/settings\""));
    }
}

#[test]
fn visitor_sees_login_and_register_and_no_logout() {
    let html = templates()
        .render(&HomePage, &LayoutContext::default())
        .unwrap();
    let header = inside(&html, "header");
    assert!(header.contains("<a href=\"/login\">Log in</a>"));
    assert!(header.contains("<a href=\"/register\">Register</a>"));
    assert!(header.contains("<a href=\"/\">"));
    assert!(!html.contains("ogout") && !html.contains("Logged in as"));
}

#[test]
fn omitted_routes_are_not_linked() {
    let templates = crate::Templates::builder()
        .strict()
        .url("users.login", "/in")
        .build()
        .unwrap();
    let html = templates
        .render(&LoginPage::new(None), &LayoutContext::default())
        .unwrap();
    assert!(html.contains("action=\"/in\""));
    assert!(!html.contains("Register") && !html.contains("href=\"/\""));
    assert!(!html.contains("Forgot"));
}

#[test]
fn page_of_an_emailed_link_does_not_link_omitted_routes() {
    let templates = crate::Templates::builder()
        .strict()
        .url("users.verify_email", "/verify")
        .build()
        .unwrap();
    let visitor = LayoutContext::default();
    for page in InvalidLinkPage::samples() {
        let html = templates.render(&page, &visitor).unwrap();
        assert!(!html.contains("<a class=\"button\""), "{page:?}");
    }
    for page in VerifyEmailPage::samples() {
        let html = templates.render(&page, &visitor).unwrap();
        let forms = tags(&html).into_iter().filter(|tag| tag.name == "form");
        for form in forms {
            assert_eq!(form.get("action"), Some("/verify"), "{page:?}");
        }
    }
}

#[test]
fn next_is_in_the_form_and_in_the_link_to_the_other_form() {
    let page = LoginPage::new(Some("/checkout?cookie=oat&n=2".to_owned()));
    let html = templates()
        .render(&page, &LayoutContext::default())
        .unwrap();
    let hidden = tags(&html)
        .into_iter()
        .find(|t| t.get("name") == Some("next"));
    let value = hidden.unwrap().get("value").unwrap().replace("&#x2f;", "/");
    assert_eq!(value, "/checkout?cookie=oat&amp;n=2");
    assert!(html.contains("href=\"/register?next=%2Fcheckout%3Fcookie%3Doat%26n%3D2\""));
}

#[test]
fn flash_messages_have_the_aria_role_of_their_level() {
    let messages: Vec<_> = [Level::Success, Level::Info, Level::Warning, Level::Error]
        .map(|level| FlashMessage {
            level,
            text: format!("{level:?} happened.").into(),
        })
        .into();
    let layout_context = LayoutContext {
        messages: &messages,
        ..LayoutContext::default()
    };
    let html = templates().render(&HomePage, &layout_context).unwrap();
    for (class, role, said) in [
        ("success", "status", "Success"),
        ("info", "status", "Info"),
        ("warning", "alert", "Warning"),
        ("error", "alert", "Error"),
    ] {
        let line = format!("<p class=\"message {class}\" role=\"{role}\">{said} happened.</p>");
        assert!(html.contains(&line), "{line}");
    }
}

#[test]
fn every_status_code_has_an_error_message() {
    let templates = templates();
    let mut titles = Vec::new();
    for page in ErrorPage::samples() {
        let html = templates.render(&page, &LayoutContext::default()).unwrap();
        let said = text(inside(&html, "main"));
        assert!(said.starts_with(&page.status.to_string()), "{said}");
        assert_eq!(said.contains("0198c1f0a3e57bd2"), page.request_id.is_some());
        titles.push(inside(&html, "h1").to_owned());
    }
    titles.sort_unstable();
    titles.dedup();
    // 418 and 507 have the text for any other status.
    assert_eq!(titles.len(), ErrorPage::samples().len() - 1);
}

#[test]
fn settings_show_formatted_dates() {
    let html = templates()
        .render(
            &SettingsPage::new(0, 1_709_251_199, 8),
            &LayoutContext::default(),
        )
        .unwrap();
    assert!(html.contains("<time datetime=\"1970-01-01\">1 January 1970</time>"));
    assert!(html.contains("<time datetime=\"2024-02-29\">29 February 2024</time>"));
}

#[test]
fn out_of_range_clock_is_an_error_without_panic() {
    let page = SettingsPage::new(i64::MAX, 0, 8);
    let error = templates().render(&page, &LayoutContext::default());
    let error = error.unwrap_err().to_string();
    assert!(error.starts_with("settings.html:"), "{error}");
}

#[test]
fn unknown_route_name_is_an_error() {
    let faults = [
        ("{{ url_for('users.logn') }}", "users.logn"),
        ("{{ url_for('static', filename='app.js') }}", "app.js"),
        ("{{ url_for('home', next=nxet) }}", "next"),
    ];
    for (source, named) in faults {
        let templates = builder().template("host.html", source).build().unwrap();
        let error = templates
            .render_named("host.html", &(), &LayoutContext::default())
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("host.html:1: "), "{error}");
        assert!(error.contains(named), "{error}");
    }
}

#[test]
fn path_value_is_encoded_within_its_segment() {
    let source = "{{ url_for('users.revoke_session', id=id, next='/x') }}";
    let templates = builder().template("host.html", source).build().unwrap();
    let url = |id: &str| {
        let context = json!({ "id": id });
        templates.render_named("host.html", &context, &LayoutContext::default())
    };
    for (id, segment) in [
        ("0198c1f0-a3e5", "0198c1f0-a3e5"),
        ("a/../b?c#d&e=f g", "a%2F..%2Fb%3Fc%23d%26e%3Df%20g"),
        ("{id}%2e\\", "%7Bid%7D%252e%5C"),
        ("ü\"<", "%C3%BC%22%3C"),
    ] {
        let expected = format!("/settings/sessions/{segment}/revoke?next=%2Fx");
        assert_eq!(*url(id).unwrap(), expected);
    }
    for id in ["", ".", ".."] {
        assert!(url(id).is_err(), "{id:?} is another path");
    }
}

#[test]
fn missing_path_value_is_reported_with_file_and_line() {
    for arguments in ["", ", other=1", ", id=none", ", id=missing"] {
        let source = format!("{{{{ url_for('users.revoke_session'{arguments}) }}}}");
        let templates = builder().template("host.html", source.leak()).build();
        let error = templates
            .unwrap()
            .render_named("host.html", &(), &LayoutContext::default());
        let error = error.unwrap_err().to_string();
        assert!(error.starts_with("host.html:1: "), "{error}");
        assert!(error.contains("\"id\""), "{error}");
    }
}

fn error_page(status: u16) -> ErrorPage {
    ErrorPage {
        status,
        request_id: None,
    }
}

#[test]
fn registration_by_invitation_is_not_linked() {
    for (only, is_linked) in [(true, false), (false, true)] {
        let templates = builder().invitation_only(only).build().unwrap();
        let page = LoginPage::new(None);
        let html = templates.render(&page, &LayoutContext::default()).unwrap();
        assert_eq!(html.contains("/register"), is_linked, "{html}");
    }
}
