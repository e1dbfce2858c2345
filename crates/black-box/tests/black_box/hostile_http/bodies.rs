use super::{FORM, exchange, post};
use crate::{
    browser::{ALICE, credentials},
    server::{Server, folder},
};

#[test]
fn body_that_is_not_a_form_is_refused_with_a_page() {
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
    server.is_healthy();
}

#[test]
fn body_of_unknown_length_has_the_same_size_limit() {
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
fn too_long_password_is_refused_before_hashing() {
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
