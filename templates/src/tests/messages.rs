use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::json;

use super::{LANGUAGES, builder, html::inside, pages_in, templates, user};
use crate::{
    FlashMessage, HomePage, LayoutContext, Level, Message, Page, SessionsPage, SettingsPage,
    Templates,
    catalogue::{self, Source},
};

/// Each message of a built-in catalogue, with the variables that it uses.
fn messages(source: Source) -> BTreeMap<String, BTreeSet<String>> {
    let place = source.place.clone();
    let resource = source.parse(&BTreeMap::new()).unwrap();
    let mut messages = BTreeMap::new();
    for (id, names) in catalogue::messages(&resource) {
        let names = names.into_iter().map(str::to_owned).collect();
        let before = messages.insert(id.to_owned(), names);
        assert!(before.is_none(), "{id} twice in {place}");
    }
    messages
}

fn said_in(templates: &Templates, language: &str) -> String {
    let layout_context = LayoutContext {
        language,
        ..LayoutContext::default()
    };
    let context = json!({ "n": 8 });
    templates
        .render_named("host.html", &context, &layout_context)
        .unwrap()
        .to_string()
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let mut catalogues = catalogue::ours().unwrap().into_iter();
    let english = messages(catalogues.next().unwrap());
    assert!(english.len() > 60);
    for source in catalogues {
        let place = source.place.clone();
        assert_eq!(messages(source), english, "{place}");
    }
}

#[test]
fn every_page_is_completely_in_its_language() {
    let templates = templates();
    let [english, german, french] = LANGUAGES.map(|language| pages_in(&templates, language));
    for ((en, de), fr) in english.iter().zip(&german).zip(&french) {
        for ((page, html), tag) in [(en, "en"), (de, "de"), (fr, "fr")] {
            assert!(html.contains(&format!("<html lang=\"{tag}\">")), "{page}");
        }
        let content = |page: &(String, Arc<str>)| inside(&page.1, "main").to_owned();
        assert!(content(en) != content(de) && content(de) != content(fr));
    }
    assert!(german.iter().any(|(_, html)| {
        html.contains("role=\"alert\">Die beiden Passwörter müssen übereinstimmen.</p>")
    }));
}

#[test]
fn messages_use_the_typography_of_their_language() {
    for source in catalogue::ours().unwrap() {
        let text = source.text.lines().filter(|line| !line.starts_with('#'));
        for line in text.filter_map(|line| line.split_once(['=', ']'])) {
            let said = line.1;
            match source.language.language.as_str() {
                "fr" => {
                    assert!(!said.contains('\''), "a straight apostrophe: {said}");
                    for (at, _) in said.match_indices(['?', '!', ':', ';']) {
                        assert!(said[..at].ends_with('\u{202F}'), "{said}");
                    }
                }
                "de" => assert!(!said.contains(['"', '\'']), "a straight quote: {said}"),
                _ => (),
            }
        }
    }
}

#[test]
fn date_is_formatted_for_the_language() {
    let templates = templates();
    let day = |language, seconds| {
        let page = SettingsPage::new(seconds, 0, 8);
        let layout_context = LayoutContext {
            language,
            ..LayoutContext::default()
        };
        let html = templates.render(&page, &layout_context).unwrap();
        inside(&html, "time").to_owned()
    };
    const FIRST_OF_MARCH: i64 = 1_772_323_200;
    assert_eq!(day("en", FIRST_OF_MARCH), "1 March 2026");
    assert_eq!(day("de", FIRST_OF_MARCH), "1. März 2026");
    assert_eq!(day("fr", FIRST_OF_MARCH), "1er mars 2026");
    assert_eq!(day("fr", FIRST_OF_MARCH + 86_400), "2 mars 2026");
}

#[test]
fn time_of_last_use_is_relative_until_a_month_has_passed() {
    const THEN: i64 = 1_772_323_200;
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let templates = templates();
    let ago = |language, past| {
        let mut page = SessionsPage::samples().remove(0);
        page.sessions[0].last_seen = THEN;
        page.now = THEN + past;
        let layout_context = LayoutContext {
            language,
            ..LayoutContext::default()
        };
        let html = templates.render(&page, &layout_context).unwrap();
        inside(&html, "time").to_owned()
    };
    for (past, written) in [
        (-HOUR, "just now"),
        (0, "just now"),
        (MINUTE, "a minute ago"),
        (2 * MINUTE, "2 minutes ago"),
        (HOUR, "an hour ago"),
        (DAY - 1, "23 hours ago"),
        (DAY, "yesterday"),
        (30 * DAY - 1, "29 days ago"),
        (30 * DAY, "1 March 2026"),
        (i64::MAX - THEN, "1 March 2026"),
    ] {
        assert_eq!(ago("en", past), written, "{past}");
    }
    assert_eq!(ago("de", 3 * DAY), "vor 3 Tagen");
    assert_eq!(ago("fr", 3 * HOUR), "il y a 3 heures");
}

#[test]
fn untrusted_text_in_a_message_is_escaped() {
    let hostile = "</p><script>\u{FDD0}";
    let page = "{% set b %}<b>{{ text }}</b>{% endset %}\
        {{ t('base-logged-in-as', email=text) }}|{{ t('base-logged-in-as', email=b) }}|{{ t(message) }}";
    let templates = builder().template("host.html", page).build().unwrap();
    let message = Message::new("base-logged-in-as").with("email", hostile);
    let context = json!({ "text": hostile, "message": message });
    let html = templates.render_named("host.html", &context, &LayoutContext::default());
    let html = html.unwrap().replace("&#x2f;", "/");
    let inert = "Logged in as &lt;/p&gt;&lt;script&gt;\u{FDD0}.";
    let marked = "Logged in as <b>&lt;/p&gt;&lt;script&gt;\u{FDD0}</b>.";
    assert_eq!(html, format!("{inert}|{marked}|{inert}"));
}

#[test]
fn markup_in_a_message_is_escaped() {
    let templates = builder()
        .messages("en", "base-logged-in-as = <i>You</i>: { $email }")
        .build()
        .unwrap();
    let alice = user("alice@example.com");
    let layout_context = LayoutContext {
        current_user: Some(&alice),
        ..LayoutContext::default()
    };
    let html = templates.render(&HomePage, &layout_context).unwrap();
    let footer = inside(&html, "footer").replace("&#x2f;", "/");
    assert!(footer.contains("&lt;i&gt;You&lt;/i&gt;: <strong>alice@example.com</strong>"));
}

#[test]
fn text_that_equals_a_message_key_is_not_translated() {
    let messages = [FlashMessage {
        level: Level::Info,
        text: "login-title".into(),
    }];
    let layout_context = LayoutContext {
        messages: &messages,
        ..LayoutContext::default()
    };
    let html = templates().render(&HomePage, &layout_context).unwrap();
    assert!(html.contains("role=\"status\">login-title</p>"));
}

#[test]
fn invalid_message_call_is_reported_with_file_and_line() {
    for (source, fault) in [
        ("{{ t('login-titel') }}", "login-titel"),
        ("{{ t('form-password-hint') }}", "$min"),
        ("{{ t('form-password-hint', min=least) }}", "min"),
        ("{{ t(nothing) }}", "nothing"),
    ] {
        let templates = builder().template("host.html", source).build().unwrap();
        let error = templates.render_named("host.html", &(), &LayoutContext::default());
        let error = error.unwrap_err().to_string();
        assert!(error.starts_with("host.html:1: "), "{error}");
        assert!(fault == "nothing" || error.contains(fault), "{error}");
    }
}

#[test]
fn serialized_message_round_trips_and_an_unknown_one_is_detected() {
    let templates = templates();
    let short = Message::new("password-too-short").with("min", 8);
    let text = serde_json::to_string(&short).unwrap();
    assert_eq!(text, r#"{"id":"password-too-short","with":{"min":8}}"#);
    assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), short);
    assert!(templates.knows(&short) && templates.knows(&"any text".into()));
    assert!(!templates.knows(&Message::new("password-too-short")));
    assert!(!templates.knows(&Message::new("of-another-version")));
}

#[test]
fn application_context_cannot_override_the_page_language() {
    let templates = builder()
        .template("host.html", "{% extends 'base.html' %}")
        .build()
        .unwrap();
    let book = json!({ "language": "la" });
    let html = templates.render_named("host.html", &book, &LayoutContext::default());
    assert!(html.unwrap().contains("<html lang=\"en\">"));
}

#[test]
fn numbers_choose_between_singular_and_plural() {
    let templates = builder()
        .messages(
            "en",
            "crumbs = { $n ->\n [one] a crumb\n *[other] { $n } crumbs\n }",
        )
        .template(
            "host.html",
            "{{ t('crumbs', n=1) }}, {{ t('crumbs', n=n) }}",
        )
        .build()
        .unwrap();
    assert_eq!(said_in(&templates, "en"), "a crumb, 8 crumbs");
}
