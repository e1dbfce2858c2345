//! The account page, where users download their data and delete their account.

use axum::routing::{get, post};
use utoipa_axum::routes;
use vestibule_domain::EmailAddress;
use vestibule_templates::Message;
use vestibule_templates::SettingsGroup;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod resource;

impl Route {
    /// Where users download their data and delete their account.
    pub const ACCOUNT: Self = Self::new("users.account", "/settings/account");

    /// Deletes an account.
    pub const DELETE_ACCOUNT: Self = Self::new("users.delete_account", "/settings/account/delete");
}

pub(crate) fn not_their_address(theirs: &EmailAddress) -> Message {
    Message::new("account-delete-mismatch").with("email", theirs.as_str())
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::ACCOUNT, || get(page::show))
            .in_settings(SettingsGroup::Data, "account-title"),
        PageRoute::new(Route::DELETE_ACCOUNT, || post(page::delete)).limited(&[Attempt::Password]),
    ],
    operations: &[
        Operation::always(|| routes!(api::show)),
        Operation::of(Route::DELETE_ACCOUNT, || routes!(api::delete)),
    ],
};
