use std::{error::Error, net::SocketAddr, time::Duration};

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use metrics_process::Collector;
use tokio::{net::TcpSocket, time::sleep};
use vestibule_builder::Gauges;
use vestibule_serve::serve_internal;

use super::{BACKLOG, bind};

mod meanings;

/// The text format of Prometheus.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";
/// Durations are stored one by one until a scrape sorts them into buckets. Without scrapes, they
/// would grow without bound.
const UPKEEP: Duration = Duration::from_secs(5);
/// Histogram buckets in seconds: from a page without a query to the timeout of the database.
const BUCKETS: [f64; 14] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];

/// The recorder of this process, and a port of its own where it is read.
pub(super) struct Metrics {
    socket: TcpSocket,
    recorder: PrometheusHandle,
}

#[derive(Clone)]
struct Page {
    recorder: PrometheusHandle,
    gauges: Gauges,
    process: Collector,
}

impl Metrics {
    /// Takes the address and begins to record. To be called before anything is counted.
    pub(super) fn open(address: SocketAddr) -> Result<Self, Box<dyn Error>> {
        let socket = bind(address)
            .map_err(|error| format!("cannot listen on {address} (METRICS_LISTEN): {error}"))?;
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS)?;
        let recorder = builder.install_recorder()?;
        meanings::describe();
        Ok(Self { socket, recorder })
    }

    /// Answers from now on, and tells where.
    pub(super) fn serve(self, gauges: Gauges) -> Result<String, Box<dyn Error>> {
        let listener = self.socket.listen(BACKLOG)?;
        let address = format!("http://{}/metrics", listener.local_addr()?);
        let process = Collector::default();
        process.describe();
        tokio::spawn(keep_up(self.recorder.clone()));
        let page = Page {
            recorder: self.recorder,
            gauges,
            process,
        };
        tokio::spawn(serve_internal(listener, router(page)));
        Ok(address)
    }
}

fn router(page: Page) -> Router {
    Router::new().route("/metrics", get(show)).with_state(page)
}

async fn show(State(page): State<Page>) -> impl IntoResponse {
    page.gauges.record().await;
    page.process.collect();
    ([(header::CONTENT_TYPE, FORMAT)], page.recorder.render())
}

async fn keep_up(recorder: PrometheusHandle) {
    loop {
        sleep(UPKEEP).await;
        recorder.run_upkeep();
    }
}
