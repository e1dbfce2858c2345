//! The targets of `next`: only paths of this site, whatever text an attacker sends.

use proptest::prelude::*;
use url::Url;
use vestibule_web::{InvalidLocalPath, LocalPath};

#[test]
fn local_path_is_accepted() {
    for (text, path) in [
        ("/", "/"),
        ("/checkout", "/checkout"),
        ("/checkout?cookie=oat&n=2", "/checkout?cookie=oat&n=2"),
        ("/a/../b", "/b"),
        ("/a b", "/a%20b"),
        ("/käse", "/k%C3%A4se"),
        ("/login?next=//evil.example", "/login?next=//evil.example"),
    ] {
        assert_eq!(LocalPath::parse(text).unwrap().as_str(), path, "{text}");
    }
}

#[test]
fn other_paths_are_refused() {
    for text in [
        "",
        " ",
        "checkout",
        "https://evil.example",
        "https:evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,hello",
        "//evil.example",
        "///evil.example",
        "/////evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/..//evil.example",
        "/.//evil.example",
        "/a/..//evil.example",
        "/a/../..//evil.example",
        "/%2e%2e//evil.example",
        "/%2E//evil.example",
        "/\0",
        "/\r\nSet-Cookie: a=b",
        "http:\\\\\\evil.example",
        "?next=/",
        "#",
    ] {
        assert_eq!(LocalPath::parse(text), Err(InvalidLocalPath), "{text:?}");
    }
    assert_eq!(
        LocalPath::parse(&format!("/{}", "a".repeat(4096))),
        Err(InvalidLocalPath)
    );
}

proptest! {
    #[test]
    fn whatever_path_is_accepted_stays_on_this_site(text in "(/|\\\\|\\.|%2e|%2f|:|@|\t|\n|[a-z?#]|\\PC){0,24}") {
        if let Ok(path) = LocalPath::parse(&text) {
            let here = Url::parse("https://shop.example/login").unwrap();
            let there = here.join(path.as_str()).unwrap();
            prop_assert_eq!(there.origin(), here.origin());
            prop_assert!(path.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(LocalPath::parse(path.as_str()), Ok(path.clone()), "it is stable");
        }
    }
}
