//! The HTTP server of Vestibule: an accept loop for an axum [`Router`] with [`Limits`] on time, bytes
//! and connections, and a graceful shutdown.
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports [`serve()`], [`serve_until`] and [`Limits`].
//!
//! - [`serve()`] runs until the process receives a signal, and [`serve_until`] until a future is ready.
//! - [`Limits`] protects the server against slow and greedy clients.
//!
//! It reads the response extension [`RetryLater`](vestibule_web::RetryLater) of `vestibule-web`: while many
//! requests are rejected, the next form on the connection of a rejected one waits.
//!
//! ```no_run
//! use axum::{Router, routing::get};
//!
//! # async fn example() -> std::io::Result<()> {
//! let app = Router::new().route("/", get(async || "Hello"));
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
//! vestibule_serve::serve(listener, app).await
//! # }
//! ```
//!
//! Next: `docs/GOING-LIVE.md` is about reverse proxies in front of it.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use metrics::{Gauge, gauge};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

mod body;
mod connection;
mod head;
mod occupancy;
mod overload;
mod signals;

use occupancy::Occupancy;
use overload::{Overload, Pause};
use signals::Signals;

/// Limits on the time, bytes and connections of clients. The defaults are suitable with and without a
/// reverse proxy.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use vestibule_serve::Limits;
///
/// let limits = Limits { finish: Duration::from_secs(10), ..Limits::default() };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Maximum number of open connections, which bounds the memory that a flood can take. At the
    /// limit, new connections wait unaccepted, and idle connections are closed after a second.
    /// The default is 10,240.
    pub connections: usize,
    /// The timeout for the head of the first request, from the opening of the connection. It bounds
    /// how long a client holds a connection that sends nothing, or one byte at a time ("slowloris").
    /// The default is 10 seconds.
    pub head: Duration,
    /// The timeout for the head of a further request on the same connection, from the response before
    /// it. Choose more than the idle timeout of a reverse proxy, usually 60 seconds: otherwise the proxy
    /// sends requests into connections that are being closed. The default is 75 seconds.
    pub keep_alive: Duration,
    /// Maximum size of a request head, in bytes. A larger one is answered with 431. The default is 32 KiB,
    /// enough for the cookies of a whole domain.
    pub head_bytes: usize,
    /// How long the server waits for a body in total; each received kilobyte extends it by one second.
    /// After that the response is 408. A large upload over a slow line passes, one byte per second does
    /// not. The default is 10 seconds.
    pub body: Duration,
    /// How long a client may read nothing of a response before the server closes the connection.
    /// Otherwise a client that never reads would hold connection and memory forever. The default is
    /// 30 seconds.
    pub read: Duration,
    /// How long requests in progress may take at shutdown. The default is 30 seconds.
    pub finish: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_240,
            head: Duration::from_secs(10),
            keep_alive: Duration::from_secs(75),
            head_bytes: 32 * 1024,
            body: Duration::from_secs(10),
            read: Duration::from_secs(30),
            finish: Duration::from_secs(30),
        }
    }
}

/// Serves `app` over HTTP/1.1 (RFC 9112) until the process receives SIGTERM or Ctrl-C, finishes the
/// requests in progress, and returns. A second signal ends at once.
///
/// Use it instead of [`axum::serve()`], which has no [`Limits`] on the time, bytes and connections of
/// clients, and waits at shutdown for slow ones. Handlers find the address of the peer in
/// [`axum::extract::ConnectInfo`]; an IPv4 address is one even if the socket is IPv6.
///
/// Signals are received from this call on, before its future is polled.
///
/// # Errors
///
/// The process cannot register for its signals.
///
/// # Examples
///
/// ```no_run
/// use axum::{Router, routing::get};
///
/// # async fn example() -> std::io::Result<()> {
/// let app = Router::new().route("/", get("Hello"));
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
/// vestibule_serve::serve(listener, app).await
/// # }
/// ```
pub fn serve(listener: TcpListener, app: Router) -> impl Future<Output = io::Result<()>> + Send {
    serve_within(Limits::default(), listener, app)
}

/// Like [`serve`], with other [`Limits`].
///
/// # Errors
///
/// The process cannot register for its signals.
pub fn serve_within(
    limits: Limits,
    listener: TcpListener,
    app: Router,
) -> impl Future<Output = io::Result<()>> + Send {
    let signals = Signals::new();
    let mut server = Server::new(app, limits).counted();
    async move {
        let mut signals = signals?;
        server.accept_until(listener, signals.next()).await;
        tokio::select! {
            () = server.finish() => {}
            () = signals.next() => tracing::warn!("second shutdown signal; stopping at once"),
        }
        Ok(())
    }
}

/// Serves as [`serve`] does, with other [`Limits`] and until `shutdown` is ready instead of a signal. Use it
/// if the application handles signals itself, or in tests.
///
/// # Examples
///
/// ```no_run
/// use axum::{Router, routing::get};
/// use tokio::{net::TcpListener, sync::oneshot};
/// use vestibule_serve::{Limits, serve_until};
///
/// # async fn example() -> std::io::Result<()> {
/// let (stop, stopped) = oneshot::channel::<()>();
/// let listener = TcpListener::bind("127.0.0.1:0").await?;
/// let app = Router::new().route("/", get("Hello"));
/// let server = tokio::spawn(serve_until(listener, app, Limits::default(), async {
///     let _ = stopped.await;
/// }));
/// drop(stop);
/// server.await?;
/// # Ok(()) }
/// ```
pub async fn serve_until(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) {
    let mut server = Server::new(app, limits).counted();
    server.accept_until(listener, shutdown).await;
    server.finish().await;
}

/// Serves an internal endpoint, such as `/metrics`, until the future is dropped: 64 connections at
/// most, which no metric counts.
pub async fn serve_internal(listener: TcpListener, app: Router) {
    let limits = Limits {
        connections: 64,
        ..Limits::default()
    };
    let mut server = Server::new(app, limits);
    server.accept_until(listener, std::future::pending()).await;
}

/// The connections that are open. Dropped, it closes them all.
struct Server {
    app: Router,
    limits: Limits,
    connections: JoinSet<()>,
    occupancy: Occupancy,
    overload: Overload,
    /// How many connections are open.
    open: Gauge,
}

impl Server {
    fn new(app: Router, limits: Limits) -> Self {
        Self {
            app,
            limits,
            connections: JoinSet::new(),
            occupancy: Occupancy::new(limits.connections),
            overload: Overload::new(),
            open: Gauge::noop(),
        }
    }

    /// Tells the metrics of the process how many connections are open.
    fn counted(mut self) -> Self {
        self.open = gauge!("vestibule_connections_open");
        gauge!("vestibule_connections_limit").set(self.limits.connections as f64);
        self
    }

    async fn accept_until(&mut self, listener: TcpListener, shutdown: impl Future<Output = ()>) {
        let mut shutdown = pin!(shutdown);
        loop {
            let has_room = self.connections.len() < self.limits.connections;
            tokio::select! {
                biased;
                () = &mut shutdown => break,
                Some(ended) = self.connections.join_next() => {
                    self.open.decrement(1.0);
                    self.occupancy.is(self.connections.len());
                    if ended.is_err() {
                        tracing::error!("request panicked");
                    }
                }
                accepted = accept(&listener), if has_room => self.take(accepted),
            }
        }
        // Who is through to the system's queue has connected, as far as they know, and may
        // have sent a request: to close the listener now would throw it away.
        while self.connections.len() < self.limits.connections {
            tokio::select! {
                biased;
                accepted = accept(&listener) => self.take(accepted),
                () = std::future::ready(()) => return,
            }
        }
    }

    fn take(&mut self, (stream, peer): (TcpStream, SocketAddr)) {
        let (app, mood) = (self.app.clone(), self.occupancy.mood());
        let pause = Pause::new(self.overload.clone());
        let connection = connection::serve(stream, peer, app, self.limits, mood, pause);
        self.connections.spawn(connection);
        self.open.increment(1.0);
        self.occupancy.is(self.connections.len());
    }

    /// Waits for the requests in progress, and closes the remaining connections after the timeout.
    async fn finish(mut self) {
        self.occupancy.end();
        let all = async {
            while self.connections.join_next().await.is_some() {
                self.open.decrement(1.0);
            }
        };
        if timeout(self.limits.finish, all).await.is_err() {
            let unfinished = self.connections.len();
            tracing::warn!(unfinished, "shutdown timed out; closing open requests");
        }
    }
}

/// The next connection, however long it takes: no error ends the server.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // The client went away while it waited.
            Err(error) if matches!(error.kind(), ConnectionAborted | ConnectionReset) => {}
            // Out of file descriptors or memory: that passes when connections end, and
            // asking again at once would only keep a core busy.
            Err(error) => {
                tracing::error!(%error, "cannot accept a connection; retrying");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}
