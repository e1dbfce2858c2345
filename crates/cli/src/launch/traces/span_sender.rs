use std::{io, time::Duration};

use async_trait::async_trait;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use tokio::{
    runtime::{self, Runtime},
    time::timeout,
};

/// As long as OTLP waits by default for a collector.
const PATIENCE: Duration = Duration::from_secs(10);
/// An answer says which spans were not taken, and hardly anything else.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Brings spans to the collector, over http or https.
///
/// The exporter works on a thread of its own, where no runtime is, and its last work is done
/// when that of the server has ended. So it has a runtime of its own, which works while it sends.
#[derive(Debug)]
pub(super) struct SpanSender {
    runtime: Runtime,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl SpanSender {
    pub(super) fn new() -> io::Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self {
            runtime: runtime::Builder::new_current_thread()
                .enable_all()
                .build()?,
            client: Client::builder(TokioExecutor::new()).build(connector),
        })
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let answer = self.client.request(request.map(Full::new)).await?;
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, LONGEST_ANSWER).collect().await?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }
}

#[async_trait]
impl HttpClient for SpanSender {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        self.runtime
            .block_on(async { timeout(PATIENCE, self.send(request)).await? })
    }
}
