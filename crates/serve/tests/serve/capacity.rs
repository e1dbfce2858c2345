use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::AsyncWriteExt;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use vestibule_serve::Limits;

use super::server::{GET, PATIENT, SOON, read_to_end, read_until, start, start_with};

const PAGE_BYTES: usize = 16 * 1024;
const MANY: usize = 20_000;

/// An application that counts its requests.
fn counted() -> (Router, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let page = async move || {
        count.fetch_add(1, Ordering::Relaxed);
        vec![b'x'; PAGE_BYTES]
    };
    let app = Router::new()
        .route("/", get("home"))
        .route("/large", get(page));
    (app, asked)
}

#[tokio::test]
async fn idle_connection_is_closed_at_capacity() {
    let server = start(Limits {
        connections: 3,
        ..PATIENT
    })
    .await;
    let mut silent = server.connect().await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nHost").await.unwrap();
    let mut idle = server.connect().await;
    idle.write_all(GET.as_bytes()).await.unwrap();
    read_until(&mut idle, "home").await;
    assert!(server.is_valid().await, "a newcomer gets a place");
    for stream in [&mut silent, &mut slow, &mut idle] {
        assert_eq!(read_to_end(stream).await, "");
    }
}

#[tokio::test]
async fn connection_in_use_stays_open_at_capacity() {
    let answer = Arc::new(Notify::new());
    let page = {
        let answer = Arc::clone(&answer);
        async move || {
            answer.notified().await;
            "home"
        }
    };
    let limits = Limits {
        connections: 1,
        ..PATIENT
    };
    let server = start_with(Router::new().route("/", get(page)), limits).await;
    let mut first = server.connect().await;
    first.write_all(GET.as_bytes()).await.unwrap();
    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    sleep(Duration::from_secs(2)).await;
    answer.notify_one();
    read_until(&mut first, "home").await;
    answer.notify_one();
    read_until(&mut second, "home").await;
}

#[tokio::test]
async fn three_times_the_connection_limit_is_served_in_turn() {
    let server = start(Limits {
        connections: 20,
        ..PATIENT
    })
    .await;
    let mut crowd = Vec::new();
    for _ in 0..60 {
        let mut stream = server.connect().await;
        stream.write_all(GET.as_bytes()).await.unwrap();
        crowd.push(stream); // and stays open
    }
    for stream in &mut crowd {
        let answer = read_to_end(stream).await;
        assert!(answer.ends_with("home"), "{answer}");
    }
}

#[tokio::test]
async fn client_that_reads_nothing_gets_no_further_response() {
    let (app, asked) = counted();
    let limits = Limits {
        connections: 1,
        read: SOON,
        ..PATIENT
    };
    let server = start_with(app, limits).await;
    let mut stream = server.connect().await;
    let requests = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(MANY);
    // The server stops reading, or the socket buffers take all of it.
    let _ = timeout(SOON, stream.write_all(requests.as_bytes())).await;
    assert!(server.is_valid().await, "the only place is free again");
    let answered = asked.load(Ordering::Relaxed);
    // The buffers of a connection in the kernel, at both ends, and in the server.
    assert!(answered * PAGE_BYTES < 32 << 20, "{answered} pages waited");
}

#[tokio::test]
async fn pipelined_requests_do_not_delay_other_connections() {
    let (app, asked) = counted();
    let server = start_with(app, PATIENT).await;
    let mut greedy = server.connect().await;
    let requests = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(MANY);
    let (mut reading, mut writing) = greedy.split();
    let greed = async {
        let sent = async { writing.write_all(requests.as_bytes()).await.unwrap() };
        let mut nowhere = tokio::io::sink();
        tokio::join!(sent, tokio::io::copy(&mut reading, &mut nowhere))
    };
    let others = async {
        while asked.load(Ordering::Relaxed) < 100 {
            tokio::task::yield_now().await;
        }
        let before = asked.load(Ordering::Relaxed);
        assert!(server.is_valid().await);
        asked.load(Ordering::Relaxed) - before
    };
    let meanwhile = tokio::select! {
        _ = greed => panic!("the server hung up"),
        meanwhile = others => meanwhile,
    };
    assert!(meanwhile < MANY / 10, "{meanwhile} of them came first");
}
