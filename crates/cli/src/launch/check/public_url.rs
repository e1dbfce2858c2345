use std::{
    error::Error,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, Request},
    http::{HeaderMap, Response, header},
    routing::get,
};
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use tokio::{net::TcpListener, time::timeout};
use vestibule_builder::{BuilderView, secret_key};
use vestibule_domain::{ErrorChain, Timestamp};
use vestibule_serve::serve_internal;
use vestibule_web::PublicUrl;

use super::{Finding, proxy};
use crate::Config;

const PART: &str = "public URL";
/// For the whole way there and back.
const PATIENCE: Duration = Duration::from_secs(15);
const LONGEST_ANSWER: usize = 64 * 1024;

/// The request of the check, as it arrived.
pub(super) struct Arrived {
    pub(super) peer: SocketAddr,
    pub(super) headers: HeaderMap,
}

/// Sends itself a request through PUBLIC_URL, and tells what became of it on the way. Gives what
/// time it is there.
pub(super) async fn ask(
    builder: BuilderView<'_>,
    config: &Config,
) -> (Option<Timestamp>, Vec<Finding>) {
    let Some(url) = builder.public_url() else {
        let what = "not checked, because PUBLIC_URL is not set";
        return (None, vec![Finding::untried(PART, what)]);
    };
    match TcpListener::bind(config.listen).await {
        Ok(listener) => ask_ourselves(builder, url, listener).await,
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => ask_the_server(url, config).await,
        Err(error) => {
            let what = format!("cannot listen on {}: {error}", config.listen);
            (None, vec![Finding::failed(PART, what)])
        }
    }
}

/// Listens at the address of the server for one request.
async fn ask_ourselves(
    builder: BuilderView<'_>,
    url: &PublicUrl,
    listener: TcpListener,
) -> (Option<Timestamp>, Vec<Finding>) {
    let Ok(secret) = secret_key::random() else {
        return (
            None,
            vec![Finding::failed(
                PART,
                "the random number generator of the system failed",
            )],
        );
    };
    // A path has no slashes and no plus signs.
    let secret: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    let path = format!("/check-{secret}");
    let arrived = Arc::<Mutex<Option<Arrived>>>::default();
    let server = tokio::spawn(serve_internal(listener, receiver(&path, &arrived)));
    let answer = request(url, &path).await;
    server.abort();
    let arrived = arrived
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    match (answer, arrived) {
        (Ok(answer), Some(arrived)) if answer.body() == path.as_bytes() => {
            let mut found = vec![Finding::ok(
                PART,
                format!("{} reaches this server", url.as_str()),
            )];
            found.extend(proxy::judge(url, builder.trusted_proxies(), &arrived));
            (date(&answer), found)
        }
        (Ok(answer), _) => {
            let status = answer.status();
            let what = format!("another server answers at {}, with {status}", url.as_str());
            let advice =
                "configure the reverse proxy to forward requests to LISTEN (`check --snippet`)";
            let found = Finding::failed(PART, what).advising(advice);
            (date(&answer), vec![found])
        }
        (Err(error), _) => (None, vec![unreachable(url, &*error)]),
    }
}

/// Stores the request to `path`, and answers with the path.
fn receiver(path: &str, arrived: &Arc<Mutex<Option<Arrived>>>) -> Router {
    let (path, arrived) = (path.to_owned(), arrived.clone());
    let answer = path.clone();
    Router::new().route(
        &path,
        get(
            async move |ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request| {
                let headers = request.headers().clone();
                let mut place = arrived.lock().unwrap_or_else(PoisonError::into_inner);
                *place = Some(Arrived { peer, headers });
                answer
            },
        ),
    )
}

/// A server is running: it answers, and what reaches it can't be seen from here.
async fn ask_the_server(url: &PublicUrl, config: &Config) -> (Option<Timestamp>, Vec<Finding>) {
    match request(url, "/healthz").await {
        Ok(answer) if answer.status().is_success() => {
            let what = format!(
                "{} answers, while a server runs at {}",
                url.as_str(),
                config.listen
            );
            let unseen = "cannot check what a proxy does to headers while a server runs";
            let found = vec![
                Finding::ok(PART, what),
                Finding::untried("proxy", unseen).advising("stop the server and check again"),
            ];
            (date(&answer), found)
        }
        Ok(answer) => {
            let what = format!("{}/healthz answers with {}", url.as_str(), answer.status());
            (date(&answer), vec![Finding::failed(PART, what)])
        }
        Err(error) => (None, vec![unreachable(url, &*error)]),
    }
}

fn unreachable(url: &PublicUrl, error: &(dyn Error + 'static)) -> Finding {
    let what = format!(
        "cannot reach {} from here: {}",
        url.as_str(),
        ErrorChain(error)
    );
    Finding::failed(PART, what).advising("check DNS, certificate, firewall and reverse proxy")
}

/// As a browser asks from a page of the site, and as a liar writes the header of proxies.
async fn request(url: &PublicUrl, path: &str) -> Result<Response<Bytes>, Box<dyn Error>> {
    let request = Request::get(format!("{}{path}", url.as_str()))
        .header(header::USER_AGENT, "vestibule check")
        .header(header::ORIGIN, url.as_str())
        .header(header::COOKIE, proxy::COOKIE)
        .header("sec-fetch-site", proxy::FETCH_SITE)
        .header("x-forwarded-for", proxy::LIE)
        .header("forwarded", format!("for={}", proxy::LIE));
    let connector = HttpsConnectorBuilder::new()
        .with_native_roots()?
        .https_or_http()
        .enable_http1()
        .build();
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let request = request.body(Empty::<Bytes>::new())?;
    let answer = timeout(PATIENCE, async {
        let (head, body) = client.request(request).await?.into_parts();
        let body = Limited::new(Body::new(body), LONGEST_ANSWER);
        let body = body
            .collect()
            .await
            .map_err(|error| -> Box<dyn Error> { error })?;
        Ok::<_, Box<dyn Error>>(Response::from_parts(head, body.to_bytes()))
    });
    answer.await.map_err(|_| "no answer in time")?
}

/// What time it is there (RFC 9110, 6.6.1).
fn date(answer: &Response<Bytes>) -> Option<Timestamp> {
    let date = answer.headers().get(header::DATE)?.to_str().ok()?;
    let date = OffsetDateTime::parse(date, &Rfc2822).ok()?;
    Some(Timestamp::from_unix_seconds(date.unix_timestamp()))
}
