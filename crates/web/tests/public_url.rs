//! The public URL: no mistake of an operator puts more than an origin into emailed links.

use proptest::prelude::*;
use url::Url;
use vestibule_web::PublicUrl;

/// URLs that an operator may copy from a browser, and other text.
fn text() -> impl Strategy<Value = String> {
    let host = "(localhost|shop\\.example|SHOP\\.example|\\[::1\\]|127\\.1|b\u{fc}cher\\.example)";
    let copied = format!(
        "(https?|ftp)://([a-z]{{0,3}}(:[a-z]{{1,3}})?@)?{host}(:[0-9]{{1,5}})?(/|/[a-z]{{1,3}})?(\\?[a-z]{{0,3}})?(#[a-z]{{0,3}})?"
    );
    prop_oneof![
        proptest::string::string_regex(&copied).unwrap(),
        "(https?|javascript|data):(//|/|\\\\)?([a-z0-9.@:%-]|\\PC){0,16}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn whatever_public_url_is_accepted_is_an_origin_without_a_path(
        text in text()
    ) {
        if let Ok(public) = PublicUrl::parse(&text) {
            let shown = public.as_str();
            let (scheme, behind) = shown.split_once("://").unwrap();
            prop_assert_eq!(scheme, ["http", "https"][usize::from(public.is_https())]);
            prop_assert!(!behind.is_empty() && !behind.contains(['/', '?', '#', '@', '\\']));
            prop_assert!(shown.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(PublicUrl::parse(shown), Ok(public.clone()), "it is stable");
            let link = Url::parse(&format!("{shown}/reset-password?token=x")).unwrap();
            prop_assert_eq!(link.host_str(), public.host());
            prop_assert_eq!(link.path(), "/reset-password");
        }
    }
}
