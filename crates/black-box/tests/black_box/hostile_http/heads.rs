use super::{FORM, exchange};
use crate::{
    browser::{ALICE, PASSWORD},
    server::{Server, folder},
};

#[test]
fn host_header_does_not_appear_in_links() {
    let folder = folder();
    let server = Server::start(&folder);
    for headers in [
        "Host: evil.example",
        "Host: evil.example:8000",
        "Host: evil.example, localhost",
        "Host: \"><script>",
        "Host:",
        "Host: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https",
        "Host: localhost\r\nForwarded: host=evil.example;proto=https",
        "Host: localhost\r\nX-Forwarded-Prefix: //evil.example",
        "Host: localhost\r\nHost: evil.example",
    ] {
        for path in ["/login", "/settings", "/nowhere"] {
            let request = format!(
                "GET {path} HTTP/1.1\r\n{headers}\r\nConnection: close\r\nAccept: text/html\r\n\r\n"
            );
            let answer = exchange(&server, request.as_bytes());
            assert!(answer.status.as_u16() < 500, "{headers}: {answer:#?}");
            let all = format!("{answer:?}");
            assert!(!all.contains("evil.example"), "{headers}: {all}");
            assert!(!all.contains("<script"), "{headers}: {all}");
        }
    }
}

#[test]
fn smuggled_request_is_never_answered() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let hidden = format!(
        "GET /logout HTTP/1.1\r\nHost: a\r\nCookie: vestibule_session={}\r\n\r\n",
        browser.token()
    );
    let chunked = format!("0\r\n\r\n{hidden}");
    for framing in [
        // For a proxy that uses the length, all of it is one body.
        format!(
            "Content-Length: {}\r\nTransfer-Encoding: chunked",
            chunked.len()
        ),
        format!(
            "Transfer-Encoding: chunked\r\nContent-Length: {}",
            chunked.len()
        ),
        format!(
            "Content-Length: {}\r\nTransfer-Encoding: xchunked",
            chunked.len()
        ),
        format!(
            "Content-Length: {}\r\nTransfer-Encoding : chunked",
            chunked.len()
        ),
        format!(
            "Content-Length: {}\r\nTransfer-Encoding:\x0bchunked",
            chunked.len()
        ),
        format!(
            "Content-Length: {}\r\n Transfer-Encoding: chunked",
            chunked.len()
        ),
        format!(
            "Content-Length: {}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            chunked.len()
        ),
        format!("Content-Length: {}\r\nContent-Length: 0", chunked.len()),
        format!("Content-Length: 0, {}", chunked.len()),
        "Content-Length: 0x0".to_owned(),
        "Content-Length: 0\u{a0}".to_owned(),
    ] {
        let request =
            format!("POST /login HTTP/1.1\r\nHost: a\r\n{FORM}{framing}\r\n\r\n{chunked}");
        let answer = exchange(&server, request.as_bytes());
        assert!(
            (400..500).contains(&answer.status.as_u16()),
            "{framing}: {answer:#?}"
        );
        assert!(!answer.body.contains("HTTP/1.1 "), "{framing}: {answer:#?}");
        assert!(browser.is_logged_in(), "{framing}");
    }
    server.is_healthy();
}
