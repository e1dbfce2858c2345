use std::path::PathBuf;

use vestibule_domain::EmailAddress;
use vestibule_templates::{AccentColor, Logo, SettingsLink};
use vestibule_web::{
    CookieDomain, CookieNames, LocalPath, Prefix, ProtectedHosts, PublicUrl, Route,
};

use super::Builder;

/// URLs, templates and languages of the pages.
impl Builder {
    /// Sets the public URL of the site. With `https`, cookies are `Secure` and responses have
    /// `Strict-Transport-Security` (RFC 6797).
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::PublicUrl;
    ///
    /// let builder = vestibule::builder().public_url(PublicUrl::parse("https://shop.example")?);
    /// # Ok::<(), vestibule::InvalidPublicUrl>(())
    /// ```
    pub fn public_url(mut self, url: PublicUrl) -> Self {
        self.public_url = Some(url);
        self
    }

    /// Sets the name of the site on pages and in emails. Passwords that resemble it are refused.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site_name = name.into();
        self
    }

    /// Sets the accent color of light or dark pages, and of buttons in emails. Its contrast passes WCAG
    /// 2.2 AA. Without a color for dark pages, they get the nearest one that is readable there.
    ///
    /// ```
    /// use vestibule::AccentColor;
    ///
    /// let builder = vestibule::builder().accent_color(AccentColor::light("#7a1f3d")?);
    /// # Ok::<(), vestibule::InvalidColor>(())
    /// ```
    pub fn accent_color(mut self, color: AccentColor) -> Self {
        self.templates = self.templates.accent_color(color);
        self
    }

    /// Sets the logo: beside the name of the site, as icon of the pages, and, if it is a PNG, in emails.
    ///
    /// ```
    /// use vestibule::Logo;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("logo.svg");
    /// # std::fs::write(&path, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'/>")?;
    /// let builder = vestibule::builder().logo(Logo::read(&path)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn logo(mut self, logo: Logo) -> Self {
        self.templates = self.templates.logo(logo);
        self
    }

    /// Sets whether login, registration and similar pages have an illustration beside the form. The
    /// default is `true`. To replace the illustration, replace the template `illustration.html`.
    pub fn illustration(mut self, is_shown: bool) -> Self {
        self.templates = self.templates.illustration(is_shown);
        self
    }

    /// Sets the support address, which the footers of pages and emails name.
    pub fn support_email(mut self, email: EmailAddress) -> Self {
        self.templates = self.templates.support_email(email);
        self
    }

    /// Links the terms of service in the footer.
    pub fn terms_url(mut self, url: impl Into<String>) -> Self {
        self.templates = self.templates.terms_url(url);
        self
    }

    /// Links the privacy policy in the footer.
    pub fn privacy_url(mut self, url: impl Into<String>) -> Self {
        self.templates = self.templates.privacy_url(url);
        self
    }

    /// Mounts all pages of Vestibule below this path, for example `/account/login`. Links,
    /// redirects, forms and emails use it. The session cookie is still valid for the whole site,
    /// because the pages of the application need it too.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::Prefix;
    ///
    /// let builder = vestibule::builder().at(Prefix::parse("/account")?);
    /// # Ok::<(), vestibule::InvalidPrefix>(())
    /// ```
    pub fn at(mut self, prefix: Prefix) -> Self {
        self.paths.prefix = prefix;
        self
    }

    /// Sets the redirect target after a login whose request has no `next`. The default is `/`.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::LocalPath;
    ///
    /// let builder = vestibule::builder().success_url(LocalPath::parse("/dashboard")?);
    /// # Ok::<(), vestibule::InvalidLocalPath>(())
    /// ```
    pub fn success_url(mut self, path: LocalPath) -> Self {
        self.paths.after_login = path;
        self
    }

    /// Redirects unauthenticated requests to a login page of the application. The page gets the
    /// parameter `next`, the path to return to.
    pub fn login_url(mut self, path: LocalPath) -> Self {
        self.paths.login = Some(path);
        self
    }

    /// Sets the redirect target after a logout. The default is the login page.
    pub fn logged_out_url(mut self, path: LocalPath) -> Self {
        self.paths.after_logout = Some(path);
        self
    }

    /// Sets the prefix of the cookie names. The default is `vestibule`. Two separate kinds of
    /// accounts on one site, such as customers and staff, need two prefixes.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::{CookieNames, Prefix};
    ///
    /// let customers = vestibule::builder();
    /// let staff = vestibule::builder()
    ///     .database_url("sqlite://data/staff.sqlite3")
    ///     .at(Prefix::parse("/staff")?)
    ///     .cookie_names(CookieNames::parse("staff")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cookie_names(mut self, names: CookieNames) -> Self {
        self.cookie_names = names;
        self
    }

    /// Omits a route of Vestibule and all links to it. The application may serve its own page at
    /// the same path, and name it with [`Builder::url`] so that the other pages link to it.
    ///
    /// # Examples
    ///
    /// Accounts that their users cannot delete:
    ///
    /// ```
    /// use vestibule::Route;
    ///
    /// let builder = vestibule::builder().without(Route::DELETE_ACCOUNT);
    /// ```
    pub fn without(mut self, route: Route) -> Self {
        self.without.insert(route);
        self
    }

    /// Omits the JSON API, which is served under `/api/v1` by default. The API offers the
    /// operations of the pages, and [omits](Builder::without) those of omitted routes.
    pub fn without_api(mut self) -> Self {
        self.api = false;
        self
    }

    /// Names a path of the application, so that templates can link to it with `url_for(name)`.
    ///
    /// # Examples
    ///
    /// ```
    /// let base = r#"{% extends "vestibule/base.html" %}
    /// {% block nav %}<a href="{{ url_for("basket") }}">Basket</a>{% endblock %}"#;
    /// let builder = vestibule::builder().url("basket", "/basket").template("base.html", base);
    /// ```
    pub fn url(mut self, name: &str, path: &str) -> Self {
        self.templates = self.templates.url(name, path);
        self
    }

    /// Adds a page of the application to the navigation of the settings. Its template extends
    /// `settings_layout.html` and sets `here` to the path.
    ///
    /// ```
    /// use vestibule::{SettingsGroup, SettingsLink};
    ///
    /// let builder = vestibule::builder().settings_link(SettingsLink {
    ///     label: "Newsletter".into(),
    ///     path: "/newsletter".to_owned(),
    ///     group: SettingsGroup::Account,
    /// });
    /// ```
    pub fn settings_link(mut self, link: SettingsLink) -> Self {
        self.templates = self.templates.settings_link(link);
        self
    }

    /// Adds a template that is compiled into the application, or replaces the built-in template
    /// of the same name. The built-in version stays available as `vestibule/NAME`.
    ///
    /// # Examples
    ///
    /// ```
    /// let login = r#"{% extends "vestibule/login.html" %}
    /// {% block head %}<meta name="robots" content="noindex">{% endblock %}"#;
    /// let builder = vestibule::builder().template("login.html", login); // or `include_str!(…)`
    /// ```
    pub fn template(mut self, name: &'static str, source: &'static str) -> Self {
        self.templates = self.templates.template(name, source);
        self
    }

    /// Sets a folder whose files replace the templates of the same name without recompiling.
    pub fn templates_folder(mut self, folder: PathBuf) -> Self {
        self.templates = self.templates.folder(folder);
        self
    }

    /// Sets the languages of the pages, such as `["de", "en"]`. The first one is used for requests
    /// that accept none of them. The default is English, German and French.
    ///
    /// # Examples
    ///
    /// ```
    /// let builder = vestibule::builder().languages(["de", "en"]); // German, unless English is preferred
    /// ```
    pub fn languages<L: Into<String>>(mut self, tags: impl IntoIterator<Item = L>) -> Self {
        self.templates = self.templates.languages(tags);
        self
    }

    /// Adds a Fluent catalogue in one language. Its messages are additional ones, or replace
    /// built-in ones of the same key.
    ///
    /// # Examples
    ///
    /// ```
    /// let builder = vestibule::builder()
    ///     .messages("en", "login-title = Log in to the Cookie Shop")
    ///     .messages("de", "login-title = Beim Keksladen anmelden");
    /// ```
    pub fn messages(mut self, language: &str, catalogue: &'static str) -> Self {
        self.templates = self.templates.messages(language, catalogue);
        self
    }

    /// Serves forward authentication at `/auth/forward` for applications on these hosts. It
    /// requires a [`Builder::public_url`], and hosts within its [`Builder::cookie_domain`].
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::{CookieDomain, ProtectedHosts, PublicUrl};
    ///
    /// let builder = vestibule::builder()
    ///     .public_url(PublicUrl::parse("https://accounts.shop.example")?)
    ///     .cookie_domain(CookieDomain::parse("shop.example")?)
    ///     .protected_hosts(ProtectedHosts::parse("wiki.shop.example")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn protected_hosts(mut self, hosts: ProtectedHosts) -> Self {
        self.protected_hosts = hosts;
        self
    }

    /// Sets the domain of the session cookie, so that all its hosts receive the cookie. By
    /// default only the host of the site receives it.
    pub fn cookie_domain(mut self, domain: CookieDomain) -> Self {
        self.cookie_domain = Some(domain);
        self
    }

    /// Sets the base URL of links in emails while there is no [`Builder::public_url`]. The default
    /// is `http://localhost:8000`.
    pub fn local_url(mut self, url: impl Into<String>) -> Self {
        self.local_url = url.into();
        self
    }
}
