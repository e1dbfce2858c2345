//! Probes of a load balancer or an orchestrator.

use axum::routing::get;

use crate::{
    Route,
    feature::{Feature, PageRoute},
};

pub(crate) mod page;

impl Route {
    /// The process is alive.
    pub const LIVENESS: Self = Self::new("health.live", "/healthz");

    /// The process can serve requests.
    pub const READINESS: Self = Self::new("health.ready", "/readyz");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::LIVENESS, || get(page::live)),
        PageRoute::new(Route::READINESS, || get(page::ready)),
    ],
    operations: &[],
};
