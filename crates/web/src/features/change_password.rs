//! The settings page, where users change their password.

use axum::routing::{get, post};
use utoipa_axum::routes;
use vestibule_templates::SettingsGroup;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
    http::attempt::Attempt,
};

pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod well_known;

impl Route {
    /// The settings page.
    pub const SETTINGS: Self = Self::new("users.settings", "/settings");

    /// Where the settings page sends a new password.
    pub const CHANGE_PASSWORD: Self = Self::new("users.change_password", "/settings/password");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::SETTINGS, || get(page::show))
            .in_settings(SettingsGroup::Account, "settings-title"),
        PageRoute::new(Route::CHANGE_PASSWORD, || post(page::change_password))
            .limited(&[Attempt::Password]),
    ],
    operations: &[Operation::of(Route::CHANGE_PASSWORD, || {
        routes!(api::change)
    })],
};
