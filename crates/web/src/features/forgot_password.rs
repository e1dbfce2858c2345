//! Sends password reset links.

use axum::routing::get;
use utoipa_axum::routes;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) mod api;
pub(crate) mod mail_sent;
pub(crate) mod page;

impl Route {
    /// Sends a password reset link.
    pub const FORGOT_PASSWORD: Self = Self::new("users.forgot_password", "/forgot-password");

    /// Says that an email may be on its way, the same for every address.
    pub const MAIL_SENT: Self = Self::new("users.mail_sent", "/mail-sent");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::FORGOT_PASSWORD, || {
            get(page::form).post(page::submit)
        })
        .limited(&[Attempt::Email]),
        PageRoute::new(Route::MAIL_SENT, || get(mail_sent::show)),
    ],
    operations: &[Operation::of(Route::FORGOT_PASSWORD, || routes!(api::ask))],
};
