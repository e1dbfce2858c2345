//! The files in `pages/`, as `build.rs` lists them.

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Each template by its name.
pub(crate) const fn templates() -> &'static [(&'static str, &'static str)] {
    TEMPLATES
}

/// The messages of all features in each language, English first.
pub(crate) const fn messages() -> [(&'static str, &'static str); 3] {
    MESSAGES
}
