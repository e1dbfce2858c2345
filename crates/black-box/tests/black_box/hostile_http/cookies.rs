use super::exchange;
use crate::{
    browser::{ALICE, PASSWORD},
    server::{Server, folder},
};

#[test]
fn malformed_cookie_header_is_anonymous_and_never_an_error() {
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
    // The server may take either of the two, but never both, and it never fails.
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
    server.is_healthy();
}
