//! Ends the session of a request.

use axum::routing::get;
use utoipa_axum::routes;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
};

pub(crate) mod api;
pub(crate) mod page;

impl Route {
    /// Ends a session.
    pub const LOG_OUT: Self = Self::new("users.logout", "/logout");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::LOG_OUT, || {
        get(page::follow).post(page::submit)
    })],
    operations: &[Operation::of(Route::LOG_OUT, || routes!(api::log_out))],
};
