//! Tells a reverse proxy which requests to let through to another application.

use axum::routing::get;

use crate::{
    Route,
    feature::{Feature, PageRoute},
};

pub(crate) mod page;

impl Route {
    /// Tells a reverse proxy which requests to let through to another application.
    pub const FORWARD_AUTH: Self = Self::new("auth.forward", "/auth/forward");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::FORWARD_AUTH, || get(page::decide))],
    operations: &[],
};
