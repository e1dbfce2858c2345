//! Verifies the email address of an account by an emailed link.

use axum::routing::get;
use utoipa_axum::routes;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) mod api;
pub(crate) mod page;

impl Route {
    /// Verifies an email address by an emailed link.
    pub const VERIFY_EMAIL: Self = Self::new("users.verify_email", "/verify-email");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::VERIFY_EMAIL, || get(page::show).post(page::submit))
            .limited(&[Attempt::Link]),
    ],
    operations: &[
        Operation::of(Route::VERIFY_EMAIL, || routes!(api::verify)),
        Operation::of(Route::VERIFY_EMAIL, || routes!(api::log_in)),
        Operation::of(Route::VERIFY_EMAIL, || routes!(api::disown)),
    ],
};
