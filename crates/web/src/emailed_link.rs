//! Links that were emailed: opened, used, and used twice.

pub(crate) mod api;
pub(crate) mod invalid;
pub(crate) mod sent;
pub(crate) mod used;
