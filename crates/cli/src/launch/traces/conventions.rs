use std::time::Duration;

use opentelemetry::{
    Value,
    trace::{SpanKind, Status},
};
use opentelemetry_otlp::SpanExporter as Exporter;
use opentelemetry_sdk::{
    Resource,
    error::OTelSdkResult,
    trace::{SpanData, SpanExporter},
};

/// Names of log fields, and their names in the conventions of OpenTelemetry for HTTP servers.
const WORDS: [(&str, &str); 3] = [
    ("method", "http.request.method"),
    ("route", "http.route"),
    ("status", "http.response.status_code"),
];

/// Sends spans in the words that collectors and their pages know.
#[derive(Debug)]
pub(super) struct Conventional(pub(super) Exporter);

impl SpanExporter for Conventional {
    async fn export(&self, mut batch: Vec<SpanData>) -> OTelSdkResult {
        batch.iter_mut().for_each(translate);
        self.0.export(batch).await
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.0.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.0.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.0.set_resource(resource);
    }
}

fn translate(span: &mut SpanData) {
    if span.name != "request" {
        return;
    }
    span.span_kind = SpanKind::Server;
    if let (Some(method), Some(route)) = (text(span, "method"), text(span, "route")) {
        span.name = format!("{method} {route}").into();
    }
    for attribute in &mut span.attributes {
        let word = WORDS
            .iter()
            .find(|(ours, _)| attribute.key.as_str() == *ours);
        if let Some((_, theirs)) = word {
            attribute.key = (*theirs).into();
        }
        let is_broken = matches!(attribute.value, Value::I64(500..));
        if is_broken && attribute.key.as_str() == "http.response.status_code" {
            span.status = Status::error("");
        }
    }
}

fn text(span: &SpanData, key: &str) -> Option<String> {
    let found = span.attributes.iter().find(|pair| pair.key.as_str() == key);
    found.map(|pair| pair.value.to_string())
}
