//! The accept loop with arbitrary bytes.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::get;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::time::timeout;
use vestibule_serve::{Limits, serve_until};

/// Longer than any step takes on the slowest machine.
const FOR_EVER: Duration = Duration::from_secs(60);
/// How long the server waits for the rest of a request.
const SOON: Duration = Duration::from_millis(30);
const HEAD_BYTES: usize = 8 * 1024;

/// One server for all cases, so that a case that breaks it fails the next one.
static SERVER: LazyLock<(Runtime, SocketAddr)> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let home = get("home").post(async |body: Bytes| body.len().to_string());
    let limits = Limits {
        head: SOON,
        keep_alive: SOON,
        head_bytes: HEAD_BYTES,
        body: SOON,
        ..Limits::default()
    };
    let app = Router::new().route("/", home);
    runtime.spawn(serve_until(listener, app, limits, std::future::pending()));
    (runtime, address)
});

/// Sends all bytes, and reads the responses until the server closes.
async fn exchange(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may reject and close before it has read all of it.
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let read = timeout(FOR_EVER, stream.read_to_end(&mut answer)).await;
    let _ = read.expect("the server closes the connection");
    answer
}

/// The statuses of the responses: each has a length, which tells where the next one begins.
fn statuses(mut answers: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while !answers.is_empty() {
        let (head, rest) = answers.split_once("\r\n\r\n").expect("a whole head");
        let line = head.lines().next().unwrap();
        let version = line.strip_prefix("HTTP/1.1 ");
        let version = version.or_else(|| line.strip_prefix("HTTP/1.0 "));
        found.push(&version.expect("an answer")[..3]);
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length = length.map_or(0, |length| length.parse().unwrap());
        // The response to a HEAD has the length of a body that it does not contain.
        let has_body = rest.len() >= length && !rest.starts_with("HTTP/1");
        answers = if has_body { &rest[length..] } else { rest };
    }
    found
}

/// Requests, parts of requests, and arbitrary bytes.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        6 => "(GET|POST|HEAD|PUT|TRACE|CONNECT|PRI|get|[A-Z]{1,12}) (/|\\*|/[!-~]{0,20}|http://a/|[ -~]{0,8}) HTTP/(1\\.1|1\\.0|2\\.0|9)(\r)?\n",
        6 => "(Host|Content-Length|Transfer-Encoding|Connection|Expect|Upgrade|Cookie|[!-~]{1,10}): ?(a|0|5|6|5, 5|-1|chunked|xchunked|close|keep-alive|100-continue|h2c|[ -~]{0,20})\r\n",
        3 => "\r\n",
        2 => "(5|0|f{1,20})\r\n(hello)?(\r\n){0,2}",
        1 => Just("GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned()),
    ];
    let part = prop_oneof![
        12 => part.prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..40),
        1 => (1..3 * HEAD_BYTES).prop_map(|length| vec![b'x'; length]),
    ];
    prop::collection::vec(part, 0..10).prop_map(|parts| parts.concat())
}

/// Whether another client is still served; on a busy machine not at the first try, since the
/// timeouts of the server are short.
async fn is_valid(address: SocketAddr) -> bool {
    for _ in 0..100 {
        let request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        if exchange(address, request).await.ends_with(b"\r\n\r\nhome") {
            return true;
        }
    }
    false
}

/// Each case waits until the server closes.
fn few() -> ProptestConfig {
    let many = ProptestConfig::default();
    ProptestConfig {
        cases: many.cases / 4,
        failure_persistence: None,
        ..many
    }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn whatever_bytes_are_sent_they_are_answered_or_the_connection_closes(sent in bytes()) {
        let (runtime, address) = &*SERVER;
        let answer = runtime.block_on(exchange(*address, &sent));
        let answer = String::from_utf8(answer).unwrap();
        for status in statuses(&answer) {
            let known = ["100", "200", "400", "404", "405", "408", "413", "414", "431", "505"];
            prop_assert!(known.contains(&status), "{answer}");
        }
        prop_assert!(runtime.block_on(is_valid(*address)), "the server lives");
    }
}
