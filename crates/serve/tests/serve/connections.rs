use std::future::pending;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::sync::Notify;
use tokio::time::timeout;
use vestibule_serve::Limits;

use super::server::{FOR_EVER, GET, PATIENT, SOON, read_until, start, start_with};

#[tokio::test]
async fn client_that_reads_no_response_is_disconnected() {
    let app = Router::new()
        .route("/", get("home"))
        .route("/large", get(async || vec![b'x'; 64 << 20]));
    let limits = Limits {
        connections: 1,
        read: SOON,
        ..PATIENT
    };
    let server = start_with(app, limits).await;
    let mut stream = server.connect().await;
    let large = b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    stream.write_all(large).await.unwrap();
    stream.readable().await.unwrap();
    assert!(server.is_valid().await, "the only place is free again");
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_order() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    let mut requests = String::new();
    for number in 0..50 {
        requests += &format!("GET /number/{number} HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    stream.write_all(requests.as_bytes()).await.unwrap();
    for number in 0..50 {
        let answer = read_until(&mut stream, &format!("\r\n\r\n{number}")).await;
        assert_eq!(answer.matches("HTTP/1.1 200 ").count(), 1, "{answer}");
    }
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_until_one_ends() {
    let server = start(Limits {
        connections: 1,
        ..PATIENT
    })
    .await;
    let mut first = server.connect().await;
    first.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut first, "home").await;
    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    let mut byte = [0];
    let early = timeout(SOON, second.read_exact(&mut byte)).await;
    assert!(early.is_err(), "a second connection is served at once");
    drop(first);
    read_until(&mut second, "home").await;
}

#[tokio::test]
async fn handlers_receive_the_client_address() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /peer HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    let own = stream.local_addr().unwrap().to_string();
    read_until(&mut stream, &format!("\r\n\r\n{own}")).await;
}

#[tokio::test]
async fn disconnect_cancels_the_request() {
    struct Dropped(Arc<Notify>);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let (asked, dropped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (asked, dropped) = (Arc::clone(&asked), Arc::clone(&dropped));
        async move || {
            let _guard = Dropped(dropped);
            asked.notify_one();
            pending::<()>().await
        }
    };
    let server = start_with(Router::new().route("/", get(handler)), PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    asked.notified().await;
    drop(stream);
    timeout(FOR_EVER, dropped.notified())
        .await
        .expect("the handler is dropped");
}

#[tokio::test]
async fn disconnect_at_any_byte_leaks_no_connection() {
    let server = start(Limits {
        connections: 4,
        ..PATIENT
    })
    .await;
    let request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    for end in 0..=request.len() {
        let mut stream = server.connect().await;
        stream.write_all(&request.as_bytes()[..end]).await.unwrap();
    }
    assert!(server.is_valid().await);
    server.end().await;
}
