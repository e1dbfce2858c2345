use std::{collections::BTreeMap, path::PathBuf};

use minijinja::UndefinedBehavior;
use vestibule_domain::EmailAddress;

use crate::{
    AccentColor, Logo, Message, SettingsGroup, SettingsLink, TemplateError, Templates,
    brand::Brand,
    loader::Sources,
    settings_menu::{Registered, Target},
};

/// Configures and builds [`Templates`]: templates, catalogues, languages and routes. Create one with
/// [`Templates::builder`].
///
/// # Examples
///
/// ```
/// use vestibule_templates::Templates;
///
/// let templates = Templates::builder()
///     .site_name("Cookie Shop")
///     .languages(["en", "de"])
///     .url("basket", "/basket")
///     .template(
///         "basket.html",
///         r#"{% extends "base.html" %}{% block content %}{{ t("shop-basket", n=n) }}{% endblock %}"#,
///     )
///     .messages("en", "shop-basket = { $n } cookies in your basket")
///     .messages("de", "shop-basket = { $n } Kekse im Korb")
///     .build()?; // compiles all templates, and renders the built-in pages in each language
/// # Ok::<(), vestibule_templates::TemplateError>(())
/// ```
#[derive(Clone)]
pub struct TemplatesBuilder {
    pub(crate) site_name: String,
    pub(crate) brand: Brand,
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
            brand: Brand::default(),
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

    /// Sets the name of the site on pages and in emails.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site_name = name.into();
        self
    }

    /// The accent color of light or dark pages. Without a color for dark pages, they get the nearest
    /// one that is readable there.
    pub fn accent_color(mut self, color: AccentColor) -> Self {
        match color.is_dark() {
            true => self.brand.accent_dark = Some(color),
            false => self.brand.accent = Some(color),
        }
        self
    }

    /// The logo beside the name of the site, on pages, as their icon, and, if it is a PNG, in emails.
    pub fn logo(mut self, logo: Logo) -> Self {
        self.brand.logo = Some(logo);
        self
    }

    /// Whether pages such as login and registration have the illustration beside the form. The default
    /// is `true`.
    pub fn illustration(mut self, is_shown: bool) -> Self {
        self.brand.has_illustration = is_shown;
        self
    }

    /// The support address, in the footer of pages and emails.
    pub fn support_email(mut self, email: EmailAddress) -> Self {
        self.brand.support_email = Some(email);
        self
    }

    /// The URL of the terms of service, in the footer.
    pub fn terms_url(mut self, url: impl Into<String>) -> Self {
        self.brand.terms_url = Some(url.into());
        self
    }

    /// The URL of the privacy policy, in the footer.
    pub fn privacy_url(mut self, url: impl Into<String>) -> Self {
        self.brand.privacy_url = Some(url.into());
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

    /// Sets the path of the folder of style sheet and icon. The default is `/assets`.
    pub fn assets(mut self, path: impl Into<String>) -> Self {
        self.assets = path.into();
        self
    }

    /// Names the application's fields in the registration form, so that [`build`](Self::build) tests its
    /// template with them.
    pub fn registration_fields(mut self, names: &[&'static str]) -> Self {
        self.registration_fields = names.to_vec();
        self
    }

    /// Sets whether registration requires an invitation. Then no page links to the registration page.
    pub fn invitation_only(mut self, only: bool) -> Self {
        self.invitation_only = only;
        self
    }

    /// Adds a template of the application, or replaces the built-in one of the same name. Names end in
    /// `.html`; only the text of emails is `mail.txt`.
    pub fn template(mut self, name: &'static str, source: &'static str) -> Self {
        self.sources.embedded.insert(name, source);
        self
    }

    /// Sets the languages of the site by their tags (BCP 47, RFC 5646), such as `["de", "en"]`. The first one
    /// is used for requests that accept none of them. Without this setting all languages with a
    /// catalogue are offered, and the default is English.
    pub fn languages<L: Into<String>>(mut self, tags: impl IntoIterator<Item = L>) -> Self {
        self.languages = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a Fluent catalogue in one language. Its messages are additional ones, or replace built-in ones
    /// of the same key. In a language without a built-in catalogue, missing messages are shown in the
    /// site's default language.
    pub fn messages(mut self, language: &str, catalogue: &'static str) -> Self {
        self.messages.push((language.to_owned(), catalogue));
        self
    }

    /// Sets a folder of replacements. Each `.html` file in it, a `mail.txt`, a `style.css` and an
    /// `icon.svg` replaces the file of the same name; the messages in a `de.ftl` replace those of
    /// [`messages`](Self::messages) in German. Other files and subfolders are ignored.
    ///
    /// In a debug build, a change of a page is visible at the next request.
    pub fn folder(mut self, folder: PathBuf) -> Self {
        self.sources.folder = Some(folder);
        self
    }

    /// In the tests of this crate, even testing a missing value is an error.
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
