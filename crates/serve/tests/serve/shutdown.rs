use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use vestibule_serve::Limits;

use super::server::{GET, PATIENT, SOON, read_to_end, read_until, start, start_with};

#[tokio::test]
async fn incomplete_head_does_not_delay_the_shutdown() {
    let server = start(PATIENT).await;
    let mut first = server.connect().await;
    first.write_all(b"GET / HTTP/1.1\r\nHost").await.unwrap();
    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut second, "home").await;
    second.write_all(b"GET / HTTP/1.1\r\nHost").await.unwrap();
    let silent = server.connect().await;
    assert!(
        server.is_valid().await,
        "by now it has accepted those before"
    );
    server.end().await;
    drop((first, second, silent));
}

#[tokio::test]
async fn partly_received_head_is_answered_during_shutdown() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    assert!(server.is_valid().await, "by now it has read the half");
    server.stop.notify_one();
    stream.write_all(b"Host: a\r\n\r\n").await.unwrap();
    assert!(read_to_end(&mut stream).await.ends_with("\r\n\r\nhome"));
    server.has_ended().await;
}

#[tokio::test]
async fn idle_connection_is_closed_at_shutdown() {
    let server = start(PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut stream, "home").await;
    server.end().await;
    assert_eq!(read_to_end(&mut stream).await, "");
}

/// An application with a page that reports its request, and answers when the test says so.
struct SlowPage {
    asked: Arc<Notify>,
    answer: Arc<Notify>,
    app: Router,
}

fn slow_page() -> SlowPage {
    let (asked, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
        async move || {
            asked.notify_one();
            answer.notified().await;
            "at last"
        }
    };
    SlowPage {
        asked,
        answer,
        app: Router::new().route("/", get(handler)),
    }
}

#[tokio::test]
async fn request_in_progress_is_answered_before_shutdown() {
    let page = slow_page();
    let server = start_with(page.app, PATIENT).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    page.asked.notified().await;
    server.stop.notify_one();
    while TcpStream::connect(server.address).await.is_ok() {
        tokio::task::yield_now().await; // until the listener is closed
    }
    assert!(!server.ended.is_finished());
    page.answer.notify_one();
    let answer = read_to_end(&mut stream).await;
    assert!(answer.ends_with("\r\n\r\nat last"), "{answer}");
    server.has_ended().await;
}

#[tokio::test]
async fn endless_request_is_aborted_at_shutdown() {
    let page = slow_page();
    let server = start_with(
        page.app,
        Limits {
            finish: SOON,
            ..PATIENT
        },
    )
    .await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    page.asked.notified().await;
    server.end().await;
    assert_eq!(read_to_end(&mut stream).await, "");
}
