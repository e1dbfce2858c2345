//! All features, each in a folder of its name. A feature is registered by its line in [`ALL`].

use vestibule_templates::SettingsGroup;

use crate::{
    Route,
    feature::{Feature, PageRoute, have_unique_routes},
};

pub(crate) mod account;
pub(crate) mod activity;
pub(crate) mod change_email;
pub(crate) mod change_password;
pub(crate) mod confirm_email_change;
pub(crate) mod export;
pub(crate) mod forgot_password;
pub(crate) mod forward_auth;
pub(crate) mod health;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod reauthenticate;
pub(crate) mod register;
pub(crate) mod resend_verification;
pub(crate) mod reset_password;
pub(crate) mod sessions;
pub(crate) mod undo_email_change;
pub(crate) mod verify_email;

/// All features. The settings pages of one group stand in the navigation in this order.
pub(crate) const ALL: &[&Feature] = &[
    &register::FEATURE,
    &login::FEATURE,
    &logout::FEATURE,
    &reauthenticate::FEATURE,
    &forgot_password::FEATURE,
    &reset_password::FEATURE,
    &verify_email::FEATURE,
    &resend_verification::FEATURE,
    &change_password::FEATURE,
    &change_email::FEATURE,
    &confirm_email_change::FEATURE,
    &undo_email_change::FEATURE,
    &sessions::FEATURE,
    &activity::FEATURE,
    &account::FEATURE,
    &export::FEATURE,
    &forward_auth::FEATURE,
    &health::FEATURE,
];

const _: () = assert!(
    have_unique_routes(ALL),
    "two routes have one name or one path"
);

/// The routes of all features, with what answers there.
pub(crate) fn pages() -> impl Iterator<Item = &'static PageRoute> {
    ALL.iter().flat_map(|feature| feature.pages)
}

impl Route {
    /// Every route, feature by feature.
    pub fn all() -> impl Iterator<Item = Self> {
        pages().map(|page| page.route)
    }

    /// The settings pages, each with its group and the message that is its title.
    pub(crate) fn settings_pages() -> impl Iterator<Item = (Self, SettingsGroup, &'static str)> {
        pages().filter_map(|page| {
            let (group, title) = page.in_settings?;
            Some((page.route, group, title))
        })
    }
}

#[cfg(test)]
mod tests;
