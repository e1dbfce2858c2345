//! A process that reached its limit of open files continues when files are closed. This is a test
//! binary of its own, because the limit applies to the whole process.

#![cfg(target_os = "linux")]

use std::future::pending;
use std::time::Duration;

use axum::{Router, routing::get};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use vestibule_serve::{Limits, serve_until};

#[tokio::test]
async fn server_without_file_descriptors_recovers() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut client = TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    client.write_all(request).await.unwrap();

    let before = getrlimit(Resource::Nofile);
    let none = Rlimit {
        current: Some(0),
        ..before
    };
    setrlimit(Resource::Nofile, none).unwrap();
    let app = Router::new().route("/", get("home"));
    let server = tokio::spawn(serve_until(listener, app, Limits::default(), pending()));
    let mut answer = String::new();
    let early = timeout(
        Duration::from_millis(300),
        client.read_to_string(&mut answer),
    )
    .await;
    assert!(early.is_err(), "it accepted without a file: {answer}");
    assert!(!server.is_finished());

    setrlimit(Resource::Nofile, before).unwrap();
    let late = timeout(Duration::from_secs(60), client.read_to_string(&mut answer)).await;
    late.expect("an answer").unwrap();
    assert!(answer.ends_with("\r\n\r\nhome"), "{answer}");
}
