//! Gives an account the email address that an emailed link verifies.

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
    /// Gives an account the email address that an emailed link verifies.
    pub const CONFIRM_EMAIL_CHANGE: Self =
        Self::new("users.confirm_email_change", "/settings/email/confirm");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::CONFIRM_EMAIL_CHANGE, || {
        get(page::show).post(page::submit)
    })
    .limited(&[Attempt::Link])],
    operations: &[Operation::of(Route::CONFIRM_EMAIL_CHANGE, || {
        routes!(api::confirm)
    })],
};
