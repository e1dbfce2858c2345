//! The shutdown by signals. This is a test binary of its own, because it signals its own process.

#![cfg(target_os = "linux")]

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, routing::get};
use rustix::process::{Signal, getpid, kill_process};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::timeout;

#[tokio::test]
async fn first_signal_drains_requests_and_second_exits_immediately() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(Notify::new());
    let handler = {
        let asked = Arc::clone(&asked);
        async move || {
            asked.notify_one();
            pending::<()>().await
        }
    };
    let app = Router::new().route("/", get(handler));
    let server = tokio::spawn(vestibule_serve::serve(listener, app));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request).await.unwrap();
    asked.notified().await;

    kill_process(getpid(), Signal::TERM).unwrap();
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await; // until the listener is closed
    }
    assert!(!server.is_finished(), "a request is in progress");

    kill_process(getpid(), Signal::INT).unwrap();
    let before_the_limit = Duration::from_secs(20);
    let ended = timeout(before_the_limit, server).await;
    ended
        .expect("it does not wait for the request")
        .unwrap()
        .unwrap();
    assert_eq!(stream.read(&mut [0]).await.unwrap_or(0), 0);
}
