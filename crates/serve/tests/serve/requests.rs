use vestibule_serve::Limits;

use super::server::{PATIENT, SOON, start};

/// Invalid requests, and the status of the response before the server closes, if it sends one.
const CORPUS: [(&[u8], &str); 27] = [
    (b"\r\n\r\n\r\n\r\n", ""),
    (b"\0\0\0\0\0\0\0\0", "400"),
    (b"\xff\xfe\xfd\xfc\r\n\r\n", "400"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "400"), // TLS
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""),
    (b"GET\r\n\r\n", "400"),
    (b"GET / HTTP/9.9\r\n\r\n", "400"),
    (b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    (b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\nHost: a\n\n", "200"),
    (b"GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nNo colon\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nX: a\rb\r\n\r\n", "400"),
    (b"GET http://other.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "200"),
    (b"GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404"),
    (b"CONNECT other.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\nhello", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\nhello", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n", "200"),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "400"),
];

#[tokio::test]
async fn malformed_request_is_refused_or_closed_and_never_hangs() {
    let server = start(Limits {
        head: SOON,
        keep_alive: SOON,
        body: SOON,
        ..PATIENT
    })
    .await;
    for (request, status) in CORPUS {
        let answer = server.exchange(request).await;
        let sent = String::from_utf8_lossy(request);
        match status {
            "" => assert_eq!(answer, "", "{sent:?}"),
            _ => {
                let expected = format!("HTTP/1.1 {status} ");
                assert!(answer.starts_with(&expected), "{sent:?}: {answer}");
                assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{sent:?}: {answer}");
            }
        }
    }
    assert!(server.is_valid().await);
}
