use std::io::Write;

use super::{
    browser::{ALICE, Answer, Asked, PASSWORD, credentials},
    server::{Server, folder},
};

/// Sends bytes as they are, and reads what comes until the server closes.
fn exchange(server: &Server, request: &[u8]) -> Answer {
    let mut stream = server.connect();
    // The server may refuse and close before it has read all of it.
    let _ = stream.write_all(request);
    Asked(stream).answer().unwrap()
}

fn post(server: &Server, head: &str, body: &[u8]) -> Answer {
    let head = format!(
        "POST /login HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAccept: text/html\r\n{head}",
        server.address
    );
    let length = format!("Content-Length: {}\r\n\r\n", body.len());
    exchange(server, &[head.as_bytes(), length.as_bytes(), body].concat())
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

#[test]
fn a_body_that_is_no_form_is_refused_with_a_page() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let too_long = "x".repeat(64 * 1024 + 1);
    let long_enough = "x".repeat(64 * 1024);
    let many = "a=&".repeat(20_000);
    let utf_16: Vec<u8> = "email=a"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let multipart =
        "--b\r\nContent-Disposition: form-data; name=email\r\n\r\na@example.com\r\n--b--";
    for (head, body, status) in [
        (FORM, too_long.as_bytes(), 413),
        (FORM, long_enough.as_bytes(), 422),
        (FORM, many.as_bytes(), 422),
        (FORM, &utf_16, 422),
        (FORM, b"\0\0\0=\0", 422),
        (FORM, b"email=%&password=%zz%", 422),
        (FORM, b"email=%ff&password=x", 400),
        (FORM, b"email=\xc3\x28", 400),
        (FORM, b"email=a&email=b", 400),
        (FORM, b"email=a&%65mail=b", 400),
        ("", b"email=a&password=b", 415),
        ("Content-Type:\r\n", b"email=a", 415),
        ("Content-Type: \u{ff}\r\n", b"email=a", 415),
        ("Content-Type: text/plain\r\n", b"email=a", 415),
        (
            "Content-Type: application/json\r\n",
            br#"{"email":"a"}"#,
            415,
        ),
        (
            "Content-Type: multipart/form-data; boundary=b\r\n",
            multipart.as_bytes(),
            415,
        ),
        (
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n",
            b"email=a",
            422,
        ),
        (
            "Content-Type: APPLICATION/X-WWW-Form-Urlencoded\r\n",
            b"email=a",
            422,
        ),
    ] {
        let answer = post(&server, head, body);
        let body = String::from_utf8_lossy(&body[..body.len().min(80)]);
        assert_eq!(answer.status, status, "{head:?} {body:?}: {answer:#?}");
        answer.shows("<!doctype html>");
    }
    server.is_well();
}

#[test]
fn a_body_of_unknown_length_is_cut_off_at_the_same_limit() {
    let folder = folder();
    let server = Server::start(&folder);
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let head = format!(
        "POST /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{FORM}Transfer-Encoding: chunked\r\n\r\n"
    );
    let within = head.clone() + &chunk.repeat(16) + "0\r\n\r\n";
    let beyond = head + &chunk.repeat(17) + "0\r\n\r\n";
    exchange(&server, within.as_bytes()).has_status(422);
    exchange(&server, beyond.as_bytes()).has_status(413);
}

#[test]
fn a_password_of_any_length_is_refused_before_it_is_hashed() {
    let folder = folder();
    let server = Server::start(&folder);
    let long = "x".repeat(257);
    let page = server.browser().register(ALICE, &long);
    page.has_status(422);
    page.shows("at most 256 characters");
    let two_megabytes = "x".repeat(2 << 20);
    let request =
        server
            .browser()
            .request("POST", "/register", &credentials(ALICE, &two_megabytes));
    exchange(&server, request.as_bytes()).has_status(413);
}

#[test]
fn rubbish_in_the_cookie_header_makes_a_stranger_and_never_an_error() {
    let folder = folder();
    let mut server = Server::start(&folder);
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let token = browser.token().to_owned();
    let other = if token.starts_with('A') { "B" } else { "A" }.to_owned() + &token[1..];
    let many = (0..1000).map(|n| format!("c{n}=v")).collect::<Vec<_>>();
    for cookies in [
        b"".to_vec(),
        b"=".to_vec(),
        b";;;;=;=;\"".to_vec(),
        b"vestibule_session".to_vec(),
        b"vestibule_session=".to_vec(),
        b"vestibule_session=\xff\xfe\xfd".to_vec(),
        b"vestibule_session=%00%0d%0aSet-Cookie:%20a=b".to_vec(),
        format!("vestibule_session={other}").into_bytes(),
        format!("vestibule_session={token}=").into_bytes(),
        format!("vestibule_session={token}{token}").into_bytes(),
        format!("__Host-vestibule_session={token}").into_bytes(),
        format!("Vestibule_Session={token}").into_bytes(),
        format!("vestibule_session={}", "A".repeat(20_000)).into_bytes(),
        format!("vestibule_flash={}", "A".repeat(20_000)).into_bytes(),
        many.join("; ").into_bytes(),
    ] {
        for (path, status) in [("/login", 200), ("/settings", 303)] {
            let head = format!(
                "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: text/html\r\nCookie: "
            );
            let answer = exchange(&server, &[head.as_bytes(), &cookies, b"\r\n\r\n"].concat());
            let cookies = String::from_utf8_lossy(&cookies);
            assert_eq!(answer.status, status, "{cookies}: {answer:#?}");
            answer.hides("Logged in as");
        }
    }
    // Which of two it takes is its own affair, but never both and never an error.
    for cookies in [
        format!("vestibule_session={token}; vestibule_session={other}"),
        format!("vestibule_session={other}; vestibule_session={token}"),
        format!("vestibule_session={token}\r\nCookie: vestibule_session={other}"),
    ] {
        let request = format!(
            "GET /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: {cookies}\r\n\r\n"
        );
        exchange(&server, request.as_bytes()).has_status(200);
    }
    let too_many = format!(
        "GET /login HTTP/1.1\r\nHost: a\r\nCookie: {}\r\n\r\n",
        "x".repeat(64 * 1024)
    );
    exchange(&server, too_many.as_bytes()).has_status(431);
    assert!(browser.is_logged_in());
    server.is_well();
}

#[test]
fn no_spelling_of_a_path_gets_around_the_guard() {
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
                [303, 400, 404].contains(&answer.status),
                "{method} {target}: {answer:#?}"
            );
            assert!(
                ["", "/login"].contains(&answer.header("location").split('?').next().unwrap()),
                "{answer:#?}"
            );
        }
    }
    server.is_well();
}

#[test]
fn what_a_request_says_about_its_host_ends_up_in_no_link() {
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
            assert!(answer.status < 500, "{headers}: {answer:#?}");
            let all = format!("{answer:?}");
            assert!(!all.contains("evil.example"), "{headers}: {all}");
            assert!(!all.contains("<script"), "{headers}: {all}");
        }
    }
}

#[test]
fn a_request_hidden_in_another_is_never_answered() {
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
        // For a proxy that goes by the length, all of it is one body.
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
            (400..500).contains(&answer.status),
            "{framing}: {answer:#?}"
        );
        assert!(!answer.body.contains("HTTP/1.1 "), "{framing}: {answer:#?}");
        assert!(browser.is_logged_in(), "{framing}");
    }
    server.is_well();
}

#[test]
fn a_long_or_strange_address_of_a_page_is_only_not_found() {
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
    server.is_well();
}
