//! Lists what happened around an account.

use axum::routing::get;
use utoipa_axum::routes;
use vestibule_templates::SettingsGroup;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
};

pub(crate) mod api;
mod event_titles;
pub(crate) mod page;
pub(crate) mod resource;

impl Route {
    /// Lists what happened around the account.
    pub const ACTIVITY: Self = Self::new("users.activity", "/settings/activity");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::ACTIVITY, || get(page::show))
        .in_settings(SettingsGroup::Activity, "activity-title")],
    operations: &[Operation::of(Route::ACTIVITY, || routes!(api::list))],
};
