use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{Method, StatusCode},
};
use metrics::{counter, histogram};

use crate::attempt::Attempt;

/// Measures one request, from its head to the head of its answer.
///
/// Nothing that a client chooses freely is a label: routes are those of the application, and
/// who asks for nowhere, or by a method that nobody knows, is one of many. Otherwise every
/// scanner would add rows to the memory of this process, and of whoever watches it.
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

/// At the end, or when the client has hung up and nobody works for it any more.
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

/// What was not even tried, because a budget was used up.
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
        Self::Network(Attempt::Mail),
        Self::Network(Attempt::Link),
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Network(Attempt::Password) => "network_passwords",
            Self::Network(Attempt::Registration) => "network_registrations",
            Self::Network(Attempt::Mail) => "network_mails",
            Self::Network(Attempt::Link) => "network_links",
        }
    }

    /// Somebody met it.
    pub(crate) fn count(self) {
        self.count_times(1);
    }

    /// Of a counter that begins at one, nobody sees the first step.
    pub(crate) fn count_all_from_zero() {
        Self::ALL.into_iter().for_each(|limit| limit.count_times(0));
    }

    fn count_times(self, times: u64) {
        counter!("vestibule_limits_hit_total", "limit" => self.as_str()).increment(times);
    }
}
