use std::{env, error::Error};

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithHttpConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing::{Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{
    Layer,
    filter::{FilterExt, filter_fn},
    registry::LookupSpan,
};

mod conventions;
mod span_sender;

use conventions::Conventional;
use span_sender::SpanSender;

/// Where the collector is: for everything, or for traces. With none of them nothing is sent.
const ENDPOINTS: [&str; 2] = [
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
];

/// Spans on their way to a collector of OpenTelemetry. The variables of its specification decide
/// where to, under which name, and how many.
#[must_use = "the last spans are sent at the end"]
pub(super) struct Traces(Option<SdkTracerProvider>);

impl Traces {
    pub(super) fn start() -> Result<Self, Box<dyn Error>> {
        if !ENDPOINTS.into_iter().any(is_set) {
            return Ok(Self(None));
        }
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(SpanSender::new()?)
            .build()
            .map_err(|error| format!("invalid OTEL_EXPORTER_OTLP_ENDPOINT: {error}"))?;
        let mut resource = Resource::builder();
        if !is_set("OTEL_SERVICE_NAME") {
            resource = resource.with_service_name("vestibule");
        }
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(Conventional(exporter))
            .with_resource(resource.build())
            .build();
        Ok(Self(Some(provider)))
    }

    /// The spans of Vestibule, down to database calls. Log records are left out, because they contain
    /// addresses of users.
    pub(super) fn layer<S>(&self) -> Option<impl Layer<S> + use<S>>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        let provider = self.0.as_ref()?;
        let ours = filter_fn(|seen| seen.is_span() && seen.target().starts_with("vestibule"));
        let layer = tracing_opentelemetry::layer()
            .with_tracer(provider.tracer("vestibule"))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false);
        Some(layer.with_filter(ours.and(LevelFilter::DEBUG)))
    }

    /// Sends what is left, for some seconds at most.
    pub(super) fn finish(self) {
        if let Some(Err(error)) = self.0.map(|provider| provider.shutdown()) {
            tracing::warn!(%error, "cannot send the last traces");
        }
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
