//! Opens sessions.

use axum::routing::get;
use utoipa_axum::routes;
use vestibule_templates::Phrase;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) const LOG_IN_UNVERIFIED: Phrase = Phrase::new("log-in-unverified");
pub(crate) const NO_MATCH: Phrase = Phrase::new("log-in-no-match");
pub(crate) const UNKNOWN_EMAIL: Phrase = Phrase::new("email-unknown");

pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod unfinished;

impl Route {
    /// Opens a session.
    pub const LOG_IN: Self = Self::new("users.login", "/login");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::LOG_IN, || get(page::form).post(page::submit))
            .limited(&[Attempt::Password]),
    ],
    operations: &[Operation::of(Route::LOG_IN, || routes!(api::log_in))],
};
