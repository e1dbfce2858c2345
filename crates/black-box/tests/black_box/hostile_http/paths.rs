use super::exchange;
use crate::server::{Server, folder};

#[test]
fn path_variations_do_not_bypass_authentication() {
    let folder = folder();
    let mut server = Server::start(&folder);
    for target in [
        "/settings",
        "/settings?",
        "/settings?/login",
        "/settings#/login",
        "//settings",
        "/settings/",
        "/settings//",
        "/SETTINGS",
        "/%73ettings",
        "/settings%2f",
        "/settings%00",
        "/settings;x=y",
        "/./settings",
        "/login/../settings",
        "/login/..;/settings",
        "/login%2f..%2fsettings",
        "/assets/../settings",
        "\\settings",
        "settings",
        "http://localhost/settings",
        "http://evil.example/settings",
        "https://user:secret@evil.example/settings",
        "*",
    ] {
        for method in ["GET", "HEAD"] {
            let request = format!(
                "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: text/html\r\n\r\n"
            );
            let answer = exchange(&server, request.as_bytes());
            assert!(
                [303, 400, 404].contains(&answer.status.as_u16()),
                "{method} {target}: {answer:#?}"
            );
            assert!(
                ["", "/login"].contains(&answer.header("location").split('?').next().unwrap()),
                "{answer:#?}"
            );
        }
    }
    server.is_healthy();
}

#[test]
fn long_or_unusual_path_returns_404() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let mut browser = server.browser();
    for (path, status) in [
        (format!("/login?next=/{}", "x".repeat(9_000)), 200),
        (format!("/{}", "x".repeat(20_000)), 404),
        (format!("/{}", "a/".repeat(5_000)), 404),
        (format!("/settings?{}", "a&".repeat(5_000)), 303),
        ("/%".to_owned(), 404),
        ("/%ff%fe".to_owned(), 404),
        ("/assets/%ff".to_owned(), 404),
        ("/assets/%00".to_owned(), 404),
        ("/login?next=%ff%00%0d%0a".to_owned(), 200),
        ("/login?%ff=%ff&&&===".to_owned(), 200),
    ] {
        let answer = browser.get(&path);
        let start = &path[..path.len().min(80)];
        assert_eq!(answer.status, status, "{start}: {answer:#?}");
    }
    server.is_healthy();
}
