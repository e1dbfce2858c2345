//! Tokens and identifiers from clients.

use proptest::prelude::*;
use vestibule_domain::{Client, Language, LinkToken, SessionToken};

/// Texts that are almost a token, and arbitrary ones.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]",
        "[A-Za-z0-9_-]{41,45}",
        "[A-Za-z0-9_+/= -]{43}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn whatever_token_is_accepted_has_one_spelling(text in text()) {
        let session = SessionToken::parse(&text).map(|token| token.expose().to_string());
        let link = LinkToken::parse(&text).map(|token| token.expose().to_string());
        prop_assert_eq!(&session, &link);
        if let Some(written) = session {
            prop_assert_eq!(&written, &text, "no second text opens the same session");
            prop_assert_eq!(written.len(), 43);
        }
    }

    #[test]
    fn whatever_language_is_accepted_its_tag_fits_a_header(text in "[a-zA-Z0-9-]{0,40}|\\PC{0,40}") {
        if let Some(language) = Language::parse(&text) {
            prop_assert_eq!(language.as_str(), text.as_str());
            prop_assert!((1..=35).contains(&text.len()));
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        }
    }

    #[test]
    fn whatever_user_agent_is_sent_a_short_line_is_kept(agent in "\\PC{0,300}|.{0,300}|[\\x00-\\x7f]{0,300}") {
        let kept = Client::new(None, Some(&agent)).agent.unwrap();
        prop_assert!(kept.chars().count() <= Client::AGENT_CHARS);
        prop_assert!(!kept.contains(char::is_control));
        let mut rest = agent.chars();
        prop_assert!(kept.chars().all(|c| rest.any(|other| other == c)), "nothing is made up");
    }
}
