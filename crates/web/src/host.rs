//! The items for applications.

pub(crate) mod current_user;
pub(crate) mod home;
pub(crate) mod paths;
pub(crate) mod protected_hosts;
pub(crate) mod recently_authenticated;
pub(crate) mod settings;
pub(crate) mod vestibule;
