//! Gives an account its previous email address back.

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
    /// Gives an account its previous email address back.
    pub const UNDO_EMAIL_CHANGE: Self =
        Self::new("users.undo_email_change", "/settings/email/undo");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::UNDO_EMAIL_CHANGE, || {
        get(page::show).post(page::submit)
    })
    .limited(&[Attempt::Link])],
    operations: &[Operation::of(Route::UNDO_EMAIL_CHANGE, || {
        routes!(api::undo)
    })],
};
