use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{Method, StatusCode},
};
use metrics::{counter, histogram};

use crate::http::attempt::Attempt;

/// Measures one request, from its head to the head of its response.
///
/// No label has a value that a client chooses freely: routes are those of the application, and
/// unknown paths and methods share one label. Otherwise each scanner would add time series to the
/// memory of this process and of the monitoring system.
pub(crate) struct Measure {
    method: &'static str,
    route: Option<MatchedPath>,
    since: Instant,
    status: Option<StatusCode>,
}

impl Measure {
    pub(crate) fn begin(request: &Request) -> Self {
        Self {
            method: known(request.method()),
            route: request.extensions().get().cloned(),
            since: Instant::now(),
            status: None,
        }
    }

    /// The route as it was declared, like `/settings/sessions/{id}/revoke`.
    pub(crate) fn route(&self) -> &str {
        self.route.as_ref().map_or("unmatched", MatchedPath::as_str)
    }

    pub(crate) fn method(&self) -> &'static str {
        self.method
    }

    pub(crate) fn end(mut self, status: StatusCode) {
        self.status = Some(status);
    }
}

/// Runs at the end of the request, or when the client disconnects and axum drops the handler.
impl Drop for Measure {
    fn drop(&mut self) {
        let (method, route) = (self.method, self.route().to_owned());
        let status = self.status.as_ref().map_or("hung_up", StatusCode::as_str);
        counter!(
            "vestibule_http_requests_total",
            "method" => method, "route" => route.clone(), "status" => status.to_owned()
        )
        .increment(1);
        histogram!(
            "vestibule_http_request_duration_seconds",
            "method" => method, "route" => route
        )
        .record(self.since.elapsed());
    }
}

fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::CONNECT => "CONNECT",
        Method::TRACE => "TRACE",
        _ => "other",
    }
}

/// What was not even tried, because a rate limit was used up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// Of an account, or of a browser that knows it.
    Account,
    /// Of a network.
    Network(Attempt),
}

impl Limit {
    const ALL: [Self; 5] = [
        Self::Account,
        Self::Network(Attempt::Password),
        Self::Network(Attempt::Registration),
        Self::Network(Attempt::Email),
        Self::Network(Attempt::Link),
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Network(Attempt::Password) => "network_passwords",
            Self::Network(Attempt::Registration) => "network_registrations",
            Self::Network(Attempt::Email) => "network_emails",
            Self::Network(Attempt::Link) => "network_links",
        }
    }

    /// Counts one occurrence.
    pub(crate) fn count(self) {
        self.count_times(1);
    }

    /// Creates all counters with the value 0: monitoring misses the first increment of a counter
    /// that begins at 1.
    pub(crate) fn count_all_from_zero() {
        Self::ALL.into_iter().for_each(|limit| limit.count_times(0));
    }

    fn count_times(self, times: u64) {
        counter!("vestibule_limits_hit_total", "limit" => self.as_str()).increment(times);
    }
}
