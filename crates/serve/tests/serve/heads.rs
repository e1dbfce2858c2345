use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::sleep;
use vestibule_serve::Limits;

use super::server::{GET, PATIENT, SOON, drip, read_to_end, read_until, start};

#[tokio::test]
async fn silent_connection_is_closed() {
    let server = start(Limits {
        head: SOON,
        ..PATIENT
    })
    .await;
    assert_eq!(read_to_end(&mut server.connect().await).await, "");
}

#[tokio::test]
async fn slow_head_is_disconnected() {
    let server = start(Limits {
        head: SOON,
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
        .await
        .unwrap();
    assert_eq!(drip(stream, b"x").await, "");
}

#[tokio::test]
async fn slow_second_head_is_disconnected() {
    let server = start(Limits {
        keep_alive: SOON,
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut stream, "home").await;
    assert_eq!(drip(stream, b"x").await, "");
}

#[tokio::test]
async fn idle_keep_alive_connection_has_its_own_timeout() {
    let server = start(Limits {
        head: Duration::from_secs(2),
        ..PATIENT
    })
    .await;
    let mut patient = server.connect().await;
    patient.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut patient, "home").await;
    sleep(Duration::from_secs(3)).await;
    patient.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut patient, "home").await;

    let server = start(Limits {
        keep_alive: SOON,
        ..PATIENT
    })
    .await;
    let mut idle = server.connect().await;
    idle.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut idle, "home").await;
    assert_eq!(read_to_end(&mut idle).await, "");
}

#[tokio::test]
async fn oversized_head_is_refused() {
    let server = start(PATIENT).await;
    let long = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "x".repeat(1 << 20)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X: x\r\n".repeat(10_000)
    );
    let path = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(1 << 20));
    for head in [long, many, path] {
        let answer = server.exchange(head.as_bytes()).await;
        // A client that still sends when the server closes may lose the response.
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
            "{answer}"
        );
    }
    // The response arrives for certain if the request fits into the socket buffer.
    let over = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "x".repeat(32 * 1024)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X: x\r\n".repeat(101)
    );
    for head in [over, many] {
        let answer = server.exchange(head.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    let cookies = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: {}\r\n\r\n",
        "x".repeat(30_000)
    );
    assert!(server.exchange(cookies.as_bytes()).await.ends_with("home"));
}
