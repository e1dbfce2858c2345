//! Replaces a forgotten password by an emailed link.

use axum::routing::get;
use utoipa_axum::routes;

use crate::{
    Route,
    emailed_link::api as link,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) mod api;
pub(crate) mod page;

impl Route {
    /// Replaces a forgotten password by an emailed link.
    pub const RESET_PASSWORD: Self = Self::new("users.reset_password", "/reset-password");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::RESET_PASSWORD, || get(page::form).post(page::submit))
            .limited(&[Attempt::Link]),
    ],
    operations: &[
        Operation::of(Route::RESET_PASSWORD, || routes!(api::reset)),
        Operation::of(Route::RESET_PASSWORD, || routes!(link::open)),
    ],
};
