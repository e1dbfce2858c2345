//! Requests another email address.

use axum::routing::get;
use utoipa_axum::routes;
use vestibule_templates::Message;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) const SAME_EMAIL: Message = Message::new("change-email-same");

pub(crate) mod api;
pub(crate) mod page;

impl Route {
    /// Requests another email address.
    pub const CHANGE_EMAIL: Self = Self::new("users.change_email", "/settings/email");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::CHANGE_EMAIL, || get(page::form).post(page::submit))
            .limited(&[Attempt::Password, Attempt::Email]),
    ],
    operations: &[Operation::of(Route::CHANGE_EMAIL, || routes!(api::ask))],
};
