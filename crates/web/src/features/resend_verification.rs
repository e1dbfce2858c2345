//! Sends the verification link once more.

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
    /// Sends the verification link once more.
    pub const RESEND_VERIFICATION: Self =
        Self::new("users.resend_verification", "/verify-email/resend");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::RESEND_VERIFICATION, || {
        get(page::form).post(page::submit)
    })
    .limited(&[Attempt::Email])],
    operations: &[Operation::of(Route::RESEND_VERIFICATION, || {
        routes!(api::ask)
    })],
};
