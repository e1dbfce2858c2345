use std::{collections::BTreeMap, path::PathBuf};

use minijinja::UndefinedBehavior;

use crate::{TemplateError, Templates, loader::Sources};

/// Brings the templates together; see [`Templates::builder`].
#[derive(Clone)]
pub struct TemplatesBuilder {
    pub(crate) site_name: String,
    pub(crate) routes: BTreeMap<String, String>,
    pub(crate) assets: String,
    pub(crate) registration_fields: Vec<&'static str>,
    pub(crate) invitation_only: bool,
    pub(crate) sources: Sources,
    pub(crate) languages: Option<Vec<String>>,
    pub(crate) words: Vec<(String, &'static str)>,
    pub(crate) undefined: UndefinedBehavior,
}

impl TemplatesBuilder {
    pub(crate) fn new() -> Self {
        Self {
            site_name: "Vestibule".to_owned(),
            routes: BTreeMap::new(),
            assets: "/assets".to_owned(),
            registration_fields: Vec::new(),
            invitation_only: false,
            sources: Sources::default(),
            languages: None,
            words: Vec::new(),
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

    /// The path of the folder where the pages look for style sheet and icon; `/assets` by
    /// default.
    pub fn assets(mut self, path: impl Into<String>) -> Self {
        self.assets = path.into();
        self
    }

    /// The fields of the host's own in the form that makes an account, so that its template is
    /// tried with them.
    pub fn registration_fields(mut self, names: &[&'static str]) -> Self {
        self.registration_fields = names.to_vec();
        self
    }

    /// Whether people register by invitation only. Then no page leads to the registration, where
    /// they could do nothing.
    pub fn invitation_only(mut self, only: bool) -> Self {
        self.invitation_only = only;
        self
    }

    /// Adds a template of the host, or replaces one of ours. Its name ends in `.html`; only the
    /// text of mails is `mail.txt`.
    pub fn template(mut self, name: &'static str, source: &'static str) -> Self {
        self.sources.embedded.insert(name, source);
        self
    }

    /// The languages that the site offers, by their tags (BCP 47), such as `["de", "en"]`. The
    /// first is the default: for whoever asks for none of them. Without a choice it is English,
    /// and every language for which there are words is offered.
    pub fn languages<L: Into<String>>(mut self, tags: impl IntoIterator<Item = L>) -> Self {
        self.languages = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Words of the host in one language, as a Fluent catalogue: each message is a new one or
    /// stands in the place of ours. A language that we do not have may lack most of them: the
    /// rest is said in the site's default language.
    pub fn words(mut self, language: &str, catalogue: &'static str) -> Self {
        self.words.push((language.to_owned(), catalogue));
        self
    }

    /// Each `.html` file in this folder, a `mail.txt`, a `style.css` and an `icon.svg` replaces what
    /// has its name; the messages in a `de.ftl` replace those of [`words`](Self::words) in German.
    /// Other files, and folders in it, are left alone.
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

    /// Compiles every template and renders our pages from their samples in every language, so
    /// that what is broken is known before anybody asks for it.
    ///
    /// # Errors
    ///
    /// Names the first template that does not compile, cannot be read or cannot show a sample;
    /// or the line of a catalogue that is wrong; or a language for which there are no words.
    pub fn build(self) -> Result<Templates, TemplateError> {
        Templates::new(self)
    }
}
