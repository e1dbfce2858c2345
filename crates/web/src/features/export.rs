//! Everything that is stored about a user, as a download.

use axum::routing::get;
use utoipa_axum::routes;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
};

pub(crate) mod api;
pub(crate) mod body;
pub(crate) mod page;
pub(crate) mod resource;

impl Route {
    /// Everything that is stored about a user, as a download.
    pub const EXPORT_ACCOUNT: Self = Self::new("users.export_account", "/settings/account/export");
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[PageRoute::new(Route::EXPORT_ACCOUNT, || {
        get(page::download)
    })],
    operations: &[Operation::of(Route::EXPORT_ACCOUNT, || {
        routes!(api::export)
    })],
};
