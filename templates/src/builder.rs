use std::{collections::BTreeMap, path::PathBuf};

use minijinja::UndefinedBehavior;

use crate::{
    Message, SettingsGroup, SettingsLink, TemplateError, Templates,
    loader::Sources,
    settings_menu::{Registered, Target},
};

/// Brings the templates together; see [`Templates::builder`].
#[derive(Clone)]
pub struct TemplatesBuilder {
    pub(crate) site_name: String,
    pub(crate) routes: BTreeMap<String, String>,
    pub(crate) settings_pages: Vec<Registered>,
    pub(crate) assets: String,
    pub(crate) registration_fields: Vec<&'static str>,
    pub(crate) invitation_only: bool,
    pub(crate) sources: Sources,
    pub(crate) languages: Option<Vec<String>>,
    pub(crate) messages: Vec<(String, &'static str)>,
    pub(crate) undefined: UndefinedBehavior,
}

impl TemplatesBuilder {
    pub(crate) fn new() -> Self {
        Self {
            site_name: "Vestibule".to_owned(),
            routes: BTreeMap::new(),
            settings_pages: Vec::new(),
            assets: "/assets".to_owned(),
            registration_fields: Vec::new(),
            invitation_only: false,
            sources: Sources::default(),
            languages: None,
            messages: Vec::new(),
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

    /// Adds a page to the navigation of the settings, at the end of its group. `title` is a message of
    /// the catalogue. The entry shows where the route is [named](Self::url).
    pub fn settings_page(
        mut self,
        group: SettingsGroup,
        route: &'static str,
        title: &'static str,
    ) -> Self {
        self.settings_pages.push(Registered {
            group,
            title: Message::new(title),
            target: Target::Route(route),
        });
        self
    }

    /// Adds a page of the application to the navigation of the settings.
    pub fn settings_link(mut self, link: SettingsLink) -> Self {
        self.settings_pages.push(Registered {
            group: link.group,
            title: link.label,
            target: Target::Path(link.path),
        });
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

    /// Sets the languages of the site by their tags (BCP 47), such as `["de", "en"]`. The first one
    /// is used for requests that accept none of them. Without this setting all languages with a
    /// catalogue are offered, and the default is English.
    pub fn languages<L: Into<String>>(mut self, tags: impl IntoIterator<Item = L>) -> Self {
        self.languages = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Words of the host in one language, as a Fluent catalogue: each message is a new one or
    /// stands in the place of ours. A language that we do not have may lack most of them: the
    /// rest is said in the site's default language.
    pub fn messages(mut self, language: &str, catalogue: &'static str) -> Self {
        self.messages.push((language.to_owned(), catalogue));
        self
    }

    /// Each `.html` file in this folder, a `mail.txt`, a `style.css` and an `icon.svg` replaces what
    /// has its name; the messages in a `de.ftl` replace those of [`messages`](Self::messages) in German.
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

    /// Compiles every template and renders all built-in pages with sample data in every language,
    /// so that errors are found at start.
    ///
    /// # Errors
    ///
    /// Names the first template that cannot be read, compiled or rendered, the invalid line of a
    /// catalogue, or a language without a catalogue.
    pub fn build(self) -> Result<Templates, TemplateError> {
        Templates::new(self)
    }
}
