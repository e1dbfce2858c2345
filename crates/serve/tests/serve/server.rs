use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::routing::get;
use axum::routing::post;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use tokio::time::timeout;
use vestibule_serve::Limits;
use vestibule_serve::serve_until;

/// Longer than any step takes on the slowest machine: it turns a hang into a failure.
pub(crate) const FOR_EVER: Duration = Duration::from_secs(60);
/// A short timeout.
pub(crate) const SOON: Duration = Duration::from_millis(200);
/// Practically no limit.
pub(crate) const HOUR: Duration = Duration::from_secs(3_600);

/// No timeouts except those that a test shortens.
pub(crate) const PATIENT: Limits = Limits {
    connections: 1_000,
    head: HOUR,
    keep_alive: HOUR,
    head_bytes: 32 * 1024,
    body: HOUR,
    read: HOUR,
    finish: HOUR,
};

pub(crate) const GET: &str = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) stop: Arc<Notify>,
    pub(crate) ended: JoinHandle<()>,
}

pub(crate) async fn start_with(app: Router, limits: Limits) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = Arc::new(Notify::new());
    let told = Arc::clone(&stop);
    let shutdown = async move { told.notified().await };
    let ended = tokio::spawn(serve_until(listener, app, limits, shutdown));
    Server {
        address,
        stop,
        ended,
    }
}

pub(crate) async fn start(limits: Limits) -> Server {
    let app = Router::new()
        .route(
            "/",
            get("home").post(async |body: Bytes| body.len().to_string()),
        )
        .route("/unread", post("unread"))
        .route(
            "/number/{number}",
            get(async |path: axum::extract::Path<u32>| path.0.to_string()),
        )
        .route(
            "/peer",
            get(async |peer: ConnectInfo<SocketAddr>| peer.0.to_string()),
        );
    start_with(app, limits).await
}

impl Server {
    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends, and reads until the server closes.
    pub(crate) async fn exchange(&self, request: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The server may reject and close before it has read all of it.
        let _ = stream.write_all(request).await;
        read_to_end(&mut stream).await
    }

    pub(crate) async fn is_valid(&self) -> bool {
        let answer = self.exchange(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        answer.await.ends_with("\r\n\r\nhome")
    }

    pub(crate) async fn end(self) {
        self.stop.notify_one();
        self.has_ended().await;
    }

    pub(crate) async fn has_ended(self) {
        timeout(FOR_EVER, self.ended)
            .await
            .expect("the server ends")
            .unwrap();
    }
}

/// Reads until the server closes or resets the connection.
pub(crate) async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = timeout(FOR_EVER, stream.read_to_end(&mut answer));
    let _ = read.await.expect("the server closes the connection");
    String::from_utf8_lossy(&answer).into_owned()
}

/// Reads until the data ends with `end`.
pub(crate) async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut answer = String::new();
    while !answer.ends_with(end) {
        let mut byte = [0];
        let read = timeout(FOR_EVER, stream.read_exact(&mut byte)).await;
        read.expect("an answer").expect("an open connection");
        answer.push(char::from(byte[0]));
    }
    answer
}

/// Writes a byte now and then, until the server closes.
pub(crate) async fn drip(stream: TcpStream, byte: &'static [u8]) -> String {
    let (mut reading, mut writing) = stream.into_split();
    let dripping = tokio::spawn(async move {
        while writing.write_all(byte).await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    let read = timeout(FOR_EVER, reading.read_to_end(&mut answer));
    let _ = read.await.expect("the server closes the connection");
    dripping.abort();
    String::from_utf8_lossy(&answer).into_owned()
}
