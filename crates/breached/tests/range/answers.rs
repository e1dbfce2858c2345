use std::{
    error::Error,
    time::{Duration, Instant},
};

use vestibule_domain::{ErrorChain, Unavailable};

use super::server::{Answer, Server, ok};

/// SHA-1 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8.
const PASSWORD: &str = "password";
const OTHERS: &str = "003D68EB55068C33ACE09247EE4C639306B:3\r\n\
    012C192B2F16F82EA0EB9EF18D9D539B0DD:2\r\n";
const REST: &str = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";

fn reason(answer: Result<bool, Unavailable>) -> String {
    let error = answer.expect_err("no answer");
    let line = ErrorChain(&error as &dyn Error).to_string();
    assert!(!line.contains(REST) && !line.contains(PASSWORD), "{line}");
    line
}

#[tokio::test]
async fn breached_password_is_found_and_the_service_receives_five_digits() {
    let server = Server::that(ok(&format!("{OTHERS}{REST}:52256179\r\n"))).await;
    assert!(server.knows(PASSWORD).await.unwrap());
    assert!(!server.knows("correct horse battery").await.unwrap());
    let heads = server.heads();
    let [first, _] = heads.as_slice() else {
        panic!("{heads:?}");
    };
    assert!(
        first.starts_with("get /range/5baa6 http/1.1\r\n"),
        "{first}"
    );
    assert!(first.contains("\r\nadd-padding: true\r\n"), "{first}");
    assert!(!first.contains("1e4c9"), "{first}");
}

#[tokio::test]
async fn padding_of_the_range_service_is_not_a_breach() {
    let server = Server::that(ok(&format!("{OTHERS}{REST}:0"))).await;
    assert!(!server.knows(PASSWORD).await.unwrap());
}

#[tokio::test]
async fn lf_line_ends_and_lowercase_hex_are_accepted() {
    let range = format!("{OTHERS}{REST}:7\n")
        .replace('\r', "")
        .to_lowercase();
    let server = Server::that(ok(&range)).await;
    assert!(server.knows(PASSWORD).await.unwrap());
}

#[tokio::test]
async fn response_with_another_status_or_type_is_unavailable() {
    for status in [
        "500 Internal Server Error",
        "503 Service Unavailable",
        "429 Too Many Requests",
        "404 Not Found",
        "301 Moved Permanently\r\nlocation: http://127.0.0.1:1/",
    ] {
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
        let server = Server::that(Answer::Says(answer)).await;
        let line = reason(server.knows(PASSWORD).await);
        assert!(line.contains(&status[..3]), "{line}");
        assert_eq!(server.heads().len(), 1, "nothing is followed or repeated");
    }
}

#[tokio::test]
async fn malformed_response_is_unavailable() {
    for garbage in [
        String::new(),
        "<!doctype html><title>Please log in to the network</title>".to_owned(),
        format!("{OTHERS}{REST}"),
        format!("{OTHERS}{REST}:many"),
        format!("{OTHERS}{REST}:-1"),
        format!("{OTHERS}5BAA6{REST}:3"),
        OTHERS.replace('0', "é"),
    ] {
        let server = Server::that(ok(&garbage)).await;
        let line = reason(server.knows(PASSWORD).await);
        assert!(line.contains("not a range of hashes"), "{garbage}: {line}");
    }
    let server = Server::that(Answer::Says(
        "\0\u{1}\u{2} no HTTP at all\r\n\r\n".to_owned(),
    ));
    reason(server.await.knows(PASSWORD).await);
    let half = format!("HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n{OTHERS}");
    let server = Server::that(Answer::Says(half)).await;
    reason(server.knows(PASSWORD).await);
}

#[tokio::test]
async fn hanging_or_partial_response_times_out_after_two_seconds() {
    let half = format!("HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n{OTHERS}");
    for answer in [Answer::Hangs, Answer::Stops(half)] {
        let server = Server::that(answer).await;
        let started = Instant::now();
        let line = reason(server.knows(PASSWORD).await);
        assert!(line.contains("takes too long"), "{line}");
        let waited = started.elapsed();
        assert!(waited >= Duration::from_secs(2), "{waited:?}");
        assert!(waited < Duration::from_secs(5), "{waited:?}");
    }
}

#[tokio::test]
async fn endless_response_is_aborted() {
    let plain = "HTTP/1.1 200 OK\r\n\r\n".to_owned();
    let line = "003D68EB55068C33ACE09247EE4C639306B:3\r\n";
    let server = Server::that(Answer::IsEndless(plain, line)).await;
    let line = reason(server.knows(PASSWORD).await);
    assert!(line.contains("limit"), "{line}");
    let head = "HTTP/1.1 200 OK\r\n".to_owned();
    let server = Server::that(Answer::IsEndless(head, "x-more: and more\r\n")).await;
    reason(server.knows(PASSWORD).await);
}

#[tokio::test]
async fn missing_service_is_unavailable() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let url = vestibule_breached::RangeUrl::parse(&url).unwrap();
    let service = vestibule_breached::RangeService::new(url).unwrap();
    let password = vestibule_domain::PlainPassword::new(PASSWORD.to_owned());
    let asked = vestibule_domain::BreachedPasswords::contains(&service, &password);
    reason(asked.await);
}
