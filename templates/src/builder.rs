use std::{collections::BTreeMap, path::PathBuf};

use minijinja::UndefinedBehavior;

use crate::{TemplateError, Templates, loader::Sources};

/// Brings the templates together; see [`Templates::builder`].
pub struct TemplatesBuilder {
    pub(crate) site_name: String,
    pub(crate) routes: BTreeMap<String, String>,
    pub(crate) sources: Sources,
    pub(crate) undefined: UndefinedBehavior,
}

impl TemplatesBuilder {
    pub(crate) fn new() -> Self {
        Self {
            site_name: "Vestibule".to_owned(),
            routes: BTreeMap::new(),
            sources: Sources::default(),
            undefined: UndefinedBehavior::SemiStrict,
        }
    }

    /// The name of the site, as people call it.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site_name = name.into();
        self
    }

    /// Names the route with this path, for `url_for`.
    pub fn url(mut self, name: &str, path: &str) -> Self {
        self.routes.insert(name.to_owned(), path.to_owned());
        self
    }

    /// Adds a template of the host, or replaces one of ours. Its name ends in `.html`.
    pub fn template(mut self, name: &'static str, source: &'static str) -> Self {
        self.sources.embedded.insert(name, source);
        self
    }

    /// Each `.html` file in this folder, and a `style.css` and an `icon.svg`, replaces what has
    /// its name. Other files, and folders in it, are left alone.
    ///
    /// In a debug build a change of a page shows at the next request.
    pub fn folder(mut self, folder: PathBuf) -> Self {
        self.sources.folder = Some(folder);
        self
    }

    /// In our own tests even a question for a missing value is an error.
    #[cfg(test)]
    pub(crate) fn strict(mut self) -> Self {
        self.undefined = UndefinedBehavior::Strict;
        self
    }

    /// Compiles every template and renders our pages from their samples, so that what is
    /// broken is known before anybody asks for it.
    ///
    /// # Errors
    ///
    /// Names the first template that does not compile, cannot be read or cannot show a sample.
    pub fn build(self) -> Result<Templates, TemplateError> {
        Templates::new(self)
    }
}
