use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::pin;
use tokio::sync::watch;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use vestibule_domain::ErrorChain;

use super::Limits;
use super::body::TimedBody;
use super::head::{HeadTimer, LAST_CALL};
use super::occupancy::OccupancyLevel;
use super::overload::Pause;

/// What hyper may buffer of a request and of an answer.
const BUFFER_BYTES: usize = 64 * 1024;

/// Serves one connection until either side closes it, or until its last answer when the
/// server is ending.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: Limits,
    mut mood: watch::Receiver<OccupancyLevel>,
    pause: Pause,
) {
    // An answer is written whole; Nagle's algorithm would only delay its last packet. A
    // socket that refuses is one that is closed, which the first read tells too.
    let _ = stream.set_nodelay(true);
    let peer = ConnectInfo(SocketAddr::new(peer.ip().to_canonical(), peer.port()));
    let service = service_fn(async |request: Request<Incoming>| {
        pause.before(request.method()).await;
        let response = answer(app.clone(), peer, limits.body, request).await?;
        pause.after(&response);
        Ok::<_, Infallible>(response)
    });
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.read));
    let connection = http1::Builder::new()
        .timer(HeadTimer::new(&limits, mood.clone()))
        .header_read_timeout(limits.head)
        .max_header_size(limits.head_bytes)
        .max_buf_size(limits.head_bytes.max(BUFFER_BYTES))
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .with_upgrades();
    pin!(connection);
    let ended = loop {
        tokio::select! {
            biased;
            ended = &mut connection => break ended,
            news = next(&mut mood) => if news != OccupancyLevel::Ending {
                continue; // its timer has the news at the next turn
            }
        }
        // hyper closes an idle connection at once, also where a request is just arriving.
        let last_call = tokio::time::timeout(LAST_CALL, connection.as_mut());
        if let Ok(ended) = last_call.await {
            break ended;
        }
        connection.as_mut().graceful_shutdown();
        break connection.await;
    };
    if let Err(error) = ended {
        // The client caused the error: it disconnected, was too slow or sent no valid HTTP.
        tracing::debug!(error = %ErrorChain(&error), peer = %peer.0, "connection failed");
    }
}

/// Waits until the server's mood changes.
async fn next(mood: &mut watch::Receiver<OccupancyLevel>) -> OccupancyLevel {
    match mood.changed().await {
        Ok(()) => *mood.borrow_and_update(),
        // There is no server any more.
        Err(_) => OccupancyLevel::Ending,
    }
}

async fn answer(
    app: Router,
    peer: ConnectInfo<SocketAddr>,
    timeout: Duration,
    mut request: Request<Incoming>,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(peer);
    if request.body().is_end_stream() {
        return app.oneshot(request.map(|_| Body::empty())).await;
    }
    let stalled = Arc::new(AtomicBool::new(false));
    let timed = |body| Body::new(TimedBody::new(body, timeout, Arc::clone(&stalled)));
    let response = app.oneshot(request.map(timed)).await?;
    if stalled.load(Ordering::Relaxed) {
        // The handler saw a body that broke off and blamed its content.
        let close = [(header::CONNECTION, "close")];
        return Ok((
            StatusCode::REQUEST_TIMEOUT,
            close,
            "The request came too slowly.\n",
        )
            .into_response());
    }
    Ok(response)
}
