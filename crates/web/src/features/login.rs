//! Opens sessions.

use axum::routing::get;
use utoipa_axum::routes;
use vestibule_templates::Message;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) const LOGIN_UNVERIFIED: Message = Message::new("login-unverified");
pub(crate) const NO_MATCH: Message = Message::new("login-no-match");
pub(crate) const UNKNOWN_EMAIL: Message = Message::new("email-unknown");

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
