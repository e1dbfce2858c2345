use std::path::PathBuf;

use vestibule_web::{
    CookieDomain, CookieNames, LocalPath, Prefix, ProtectedHosts, PublicUrl, Route,
};

use super::Builder;

/// Where the pages are, and how they look.
impl Builder {
    /// Where people find the site. On https, cookies and headers are made for https only.
    pub fn public_url(mut self, url: PublicUrl) -> Self {
        self.public_url = Some(url);
        self
    }

    /// What the site is called on its pages. No password may be a variation of it.
    pub fn site_name(mut self, name: impl Into<String>) -> Self {
        self.site_name = name.into();
        self
    }

    /// Puts all pages of ours below this path: `/account/login` and so on. Every link, redirect,
    /// form and mail follows. The session's cookie stays one for the whole site, since the host's
    /// own pages ask who is logged in too.
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

    /// Where a log-in leads that came from nowhere in particular; `/` by default.
    pub fn success_url(mut self, path: LocalPath) -> Self {
        self.paths.after_log_in = path;
        self
    }

    /// Where people are sent who must log in: a page of the host's own, in the place of ours.
    /// It gets `next`, the path to go on to.
    pub fn login_url(mut self, path: LocalPath) -> Self {
        self.paths.log_in = Some(path);
        self
    }

    /// Where people are who logged out; by default where they log in.
    pub fn logged_out_url(mut self, path: LocalPath) -> Self {
        self.paths.after_log_out = Some(path);
        self
    }

    /// What our cookies begin with, `vestibule` by default. Two kinds of accounts on one site,
    /// such as for customers and for staff, need two.
    pub fn cookie_names(mut self, names: CookieNames) -> Self {
        self.cookie_names = names;
        self
    }

    /// Leaves a route of ours out, and all links to it. The host may have its own at the same
    /// path, and name it by [`Builder::url`], so that our pages lead there.
    pub fn without(mut self, route: Route) -> Self {
        self.without.insert(route);
        self
    }

    /// Leaves the interface for programs out. Without this it is there, under `/api/v1`: it opens
    /// nothing that the pages do not, and [leaves out](Builder::without) what they do.
    pub fn without_api(mut self) -> Self {
        self.api = false;
        self
    }

    /// Names a path of the host, so that templates find it by `url_for(name)`.
    pub fn url(mut self, name: &str, path: &str) -> Self {
        self.templates = self.templates.url(name, path);
        self
    }

    /// A template of the host, compiled into it, or one in the place of ours.
    pub fn template(mut self, name: &'static str, source: &'static str) -> Self {
        self.templates = self.templates.template(name, source);
        self
    }

    /// A folder whose files replace the templates of the same name without recompiling.
    pub fn templates_folder(mut self, folder: PathBuf) -> Self {
        self.templates = self.templates.folder(folder);
        self
    }

    /// The languages that the pages offer, such as `["de", "en"]`; the first is for whoever asks
    /// for none of them. Without a choice: English, German and French.
    pub fn languages<L: Into<String>>(mut self, tags: impl IntoIterator<Item = L>) -> Self {
        self.templates = self.templates.languages(tags);
        self
    }

    /// Words of the host in one language, as a Fluent catalogue: messages of its own, or in the
    /// place of ours.
    pub fn words(mut self, language: &str, catalogue: &'static str) -> Self {
        self.templates = self.templates.words(language, catalogue);
        self
    }

    /// Answers reverse proxies that ask whom to let in to applications on these hosts, at
    /// `/auth/forward`. It needs a [`Builder::public_url`], and hosts that share the
    /// [`Builder::cookie_domain`] with it.
    pub fn protected_hosts(mut self, hosts: ProtectedHosts) -> Self {
        self.protected_hosts = hosts;
        self
    }

    /// Gives the session's cookie to all hosts of a domain; by default only ours has it.
    pub fn cookie_domain(mut self, domain: CookieDomain) -> Self {
        self.cookie_domain = Some(domain);
        self
    }

    /// Where the links in mails lead while there is no [`Builder::public_url`];
    /// `http://localhost:8000` by default.
    pub fn local_url(mut self, url: impl Into<String>) -> Self {
        self.local_url = url.into();
        self
    }
}
