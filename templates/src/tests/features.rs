use std::time::Duration;

use vestibule_domain::Timestamp;

use super::{ROUTES, html::tags, templates, without_routes};
use crate::{
    AccountPage, ActivityPage, FlashMessage, HomePage, LayoutContext, Level, Message, Page,
    SessionsPage, SettingsPage, Templates,
};

#[test]
fn current_page_is_marked_in_the_settings_navigation() {
    let templates = templates();
    let marked = |html: &str| {
        let entries = html.split_once("<nav class=\"settings-nav\"").unwrap().1;
        let links = tags(entries.split_once("</nav>").unwrap().0);
        let marked = links
            .into_iter()
            .filter(|link| link.get("aria-current") == Some("page"));
        let paths: Vec<_> = marked
            .filter_map(|link| link.get("href").map(str::to_owned))
            .collect();
        paths
    };
    let visitor = LayoutContext::default();
    for (html, path) in [
        (
            templates.render(&SettingsPage::samples()[0], &visitor),
            "/settings",
        ),
        (
            templates.render(&SessionsPage::samples()[0], &visitor),
            "/settings/sessions",
        ),
        (
            templates.render(&ActivityPage::samples()[0], &visitor),
            "/settings/activity",
        ),
        (
            templates.render(&AccountPage::samples()[0], &visitor),
            "/settings/account",
        ),
    ] {
        assert_eq!(marked(&html.unwrap()), [path]);
    }
}

#[test]
fn omitted_settings_pages_are_not_in_the_navigation() {
    let templates = without_routes()
        .url("users.account", "/me")
        .url("users.sessions", "/me/browsers")
        .build()
        .unwrap();
    let visitor = LayoutContext::default();
    for html in [
        templates
            .render(&SessionsPage::samples()[1], &visitor)
            .unwrap(),
        templates
            .render(&AccountPage::samples()[0], &visitor)
            .unwrap(),
    ] {
        assert!(html.contains("href=\"/me\"") && html.contains("href=\"/me/browsers\""));
        assert!(!html.contains("<form") && !html.contains("/settings"));
    }
}

#[test]
fn time_in_a_message_is_formatted_for_the_language() {
    let until = Timestamp::from_unix_seconds(1_772_328_600);
    let due = Message::new("account-deletion-due").with("until", until);
    let text = serde_json::to_string(&due).unwrap();
    assert_eq!(
        text,
        r#"{"id":"account-deletion-due","with":{"until":{"seconds":1772328600}}}"#
    );
    let due = serde_json::from_str(&text).unwrap();
    let messages = [FlashMessage {
        level: Level::Info,
        text: due,
    }];
    for (language, written) in [
        ("en", "1 March 2026, 01:30 (UTC)"),
        ("de", "1. März 2026, 01:30 Uhr (UTC)"),
        ("fr", "1er mars 2026 à 01:30 (UTC)"),
    ] {
        let layout_context = LayoutContext {
            messages: &messages,
            language,
            ..LayoutContext::default()
        };
        let html = templates().render(&HomePage, &layout_context).unwrap();
        assert!(html.contains(written), "{html}");
    }
}

#[test]
fn deletion_page_shows_the_grace_period() {
    let hours = |hours: u64| AccountPage::new(Duration::from_secs(hours * 60 * 60));
    for (page, said) in [
        (
            hours(0),
            "Your account and all its data will be deleted immediately.",
        ),
        (hours(1), "deleted in an hour"),
        (hours(47), "deleted in 47 hours"),
        (hours(24 * 14 + 23), "deleted in 14 days"),
    ] {
        let html = templates()
            .render(&page, &LayoutContext::default())
            .unwrap();
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn omitting_any_page_keeps_all_others_working() {
    for (left_out, _) in ROUTES {
        let others = ROUTES.into_iter().filter(|(name, _)| *name != left_out);
        let site = Templates::builder().strict().languages(["en"]);
        let site = others.fold(site, |site, (name, path)| site.url(name, path));
        if let Err(error) = site.build() {
            panic!("without {left_out}: {error}");
        }
    }
}
