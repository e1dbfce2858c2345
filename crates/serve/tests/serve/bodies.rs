use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::sleep;
use vestibule_serve::Limits;

use super::server::{PATIENT, SOON, drip, read_to_end, read_until, start};

#[tokio::test]
async fn slow_body_gets_408() {
    for framing in ["Content-Length: 100000", "Transfer-Encoding: chunked"] {
        let server = start(Limits {
            body: SOON,
            ..PATIENT
        })
        .await;
        let mut stream = server.connect().await;
        let head = format!("POST / HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        // The length of a chunk and its bytes, or just bytes.
        stream.write_all(b"1000\r\n").await.unwrap();
        let answer = drip(stream, b"x").await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(
            answer.to_lowercase().contains("connection: close"),
            "{answer}"
        );
        assert!(server.is_valid().await);
    }
}

#[tokio::test]
async fn steady_upload_has_no_total_time_limit() {
    let server = start(Limits {
        body: Duration::from_secs(2),
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..30 {
        stream.write_all(&[b'x'; 1_000]).await.unwrap();
        sleep(Duration::from_millis(100)).await;
    }
    assert!(
        read_until(&mut stream, "30000")
            .await
            .starts_with("HTTP/1.1 200 ")
    );
}

#[tokio::test]
async fn fast_start_of_a_body_allows_no_long_pause() {
    let server = start(Limits {
        body: SOON,
        ..PATIENT
    })
    .await;
    let mut stream = server.connect().await;
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&[b'x'; 900_000]).await.unwrap();
    assert!(read_to_end(&mut stream).await.starts_with("HTTP/1.1 408 "));
}

#[tokio::test]
async fn unread_body_does_not_delay_the_answer() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    let head = "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\nx";
    stream.write_all(head.as_bytes()).await.unwrap();
    assert!(read_to_end(&mut stream).await.ends_with("\r\n\r\nunread"));
}
