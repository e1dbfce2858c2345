//! Lists and ends the sessions of a user.

use axum::routing::{get, post};
use utoipa_axum::routes;
use vestibule_templates::SettingsGroup;

use crate::{
    Route,
    feature::{Feature, Operation, PageRoute},
};

pub(crate) mod api;
pub(crate) mod current;
pub(crate) mod page;
pub(crate) mod resource;

impl Route {
    /// Lists the sessions of a user.
    pub const SESSIONS: Self = Self::new("users.sessions", "/settings/sessions");

    /// Ends one of them.
    pub const REVOKE_SESSION: Self =
        Self::new("users.revoke_session", "/settings/sessions/{id}/revoke");

    /// Ends all of them but the present one.
    pub const REVOKE_OTHER_SESSIONS: Self = Self::new(
        "users.revoke_other_sessions",
        "/settings/sessions/revoke-others",
    );
}

pub(crate) const FEATURE: Feature = Feature {
    pages: &[
        PageRoute::new(Route::SESSIONS, || get(page::show))
            .in_settings(SettingsGroup::Sessions, "sessions-title"),
        PageRoute::new(Route::REVOKE_SESSION, || post(page::revoke)),
        PageRoute::new(Route::REVOKE_OTHER_SESSIONS, || post(page::revoke_others)),
    ],
    operations: &[
        Operation::always(|| routes!(current::show)),
        Operation::of(Route::SESSIONS, || routes!(api::list)),
        Operation::of(Route::REVOKE_SESSION, || routes!(api::revoke)),
        Operation::of(Route::REVOKE_OTHER_SESSIONS, || routes!(api::revoke_others)),
    ],
};
