//! Authenticates users once more within their session, before sensitive actions.

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
    /// Asks for the password once more, before sensitive actions.
    pub const CONFIRM_PASSWORD: Self = Self::new("users.confirm_password", "/confirm-password");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::CONFIRM_PASSWORD, || {
        get(page::form).post(page::submit)
    })
    .limited(&[Attempt::Password])],
    operations: &[Operation::of(Route::CONFIRM_PASSWORD, || {
        routes!(api::confirm)
    })],
};
