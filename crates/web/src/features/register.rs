//! Creates accounts.

use axum::routing::get;
use utoipa_axum::routes;
use vestibule_templates::Message;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) const EMAIL_TAKEN: Message = Message::new("email-taken");
pub(crate) const NOT_INVITED: Message = Message::new("register-not-invited");

pub(crate) mod api;
pub(crate) mod closed;
pub(crate) mod invitation;
pub(crate) mod page;
pub(crate) mod sent;
pub(crate) mod unnamed_fields;

impl Route {
    /// Creates an account.
    pub const REGISTER: Self = Self::new("users.register", "/register");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::REGISTER, || get(page::form).post(page::submit))
            .limited(&[Attempt::Registration]),
    ],
    operations: &[Operation::of(Route::REGISTER, || routes!(api::register))],
};
