use proptest::prelude::*;
use serde_json::json;

use super::builder;
use crate::{LayoutContext, Templates};

fn in_words(templates: &Templates, agent: Option<&str>, language: &str) -> String {
    let layout_context = LayoutContext {
        language,
        ..LayoutContext::default()
    };
    let context = json!({ "agent": agent });
    let said = templates.render_named("host.html", &context, &layout_context);
    said.unwrap().to_string()
}

fn templates() -> Templates {
    let builder = builder().template("host.html", "{{ agent | browser }}");
    builder.build().unwrap()
}

#[test]
fn known_user_agents_have_a_readable_name() {
    let templates = templates();
    for (agent, words) in [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Chrome on Windows",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0",
            "Edge on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0",
            "Opera on macOS",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
            "Firefox on an iPhone",
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1",
            "Chrome on an iPad",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        ("Firefox/140.0", "Firefox"),
    ] {
        assert_eq!(in_words(&templates, Some(agent), "en"), words);
    }
}

#[test]
fn unknown_user_agent_is_unknown_and_not_shown() {
    let templates = templates();
    let long = "Mozilla/5.0 ".repeat(22);
    for agent in [
        "",
        "curl/8.14.1",
        "<b>Chrome</b> on the moon",
        "Your account is blocked, call 555",
        &long[..255],
        "🦊",
    ] {
        assert_eq!(in_words(&templates, Some(agent), "en"), "Unknown browser");
    }
    assert_eq!(in_words(&templates, None, "en"), "Unknown browser");
}

#[test]
fn browser_name_is_in_the_page_language() {
    let templates = templates();
    let phone = Some("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) Safari/604.1");
    assert_eq!(in_words(&templates, phone, "de"), "Safari auf einem iPhone");
    assert_eq!(in_words(&templates, phone, "fr"), "Safari sur un iPhone");
    assert_eq!(in_words(&templates, None, "fr"), "Navigateur inconnu");
}

proptest! {
    #[test]
    fn whatever_user_agent_is_sent_none_of_it_is_shown(
        agent in "(Firefox/|Chrome/|Edg/|OPR/|iPhone|Windows|Linux|X11|<script>|\\{\\{|\\PC|[ -~]){0,12}"
    ) {
        let said = crate::browser(&agent);
        let marks = ["", "SamsungBrowser/", "OPR/", "Edg/", "Firefox/", "Chrome/", "Safari/"];
        let systems = ["", "iPhone", "iPad", "Android", "CrOS", "Windows", "Macintosh", "Linux"];
        let mut known = marks
            .iter()
            .flat_map(|mark| systems.map(|system| crate::browser(&format!("{mark} {system}"))));
        prop_assert!(known.any(|message| message == said), "{said:?}");
    }
}
