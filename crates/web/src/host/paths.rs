use std::borrow::Cow;

use vestibule_domain::LinkToken;
use vestibule_templates::TemplatesBuilder;

use crate::{LocalPath, Route};

/// The folder of the pages' style sheet and icon, below the [`Prefix`].
pub(crate) const ASSETS: &str = "/assets";

/// The path below which all pages of Vestibule are, such as `/account`. By default there is none, and
/// the login page is `/login`.
///
/// # Examples
///
/// ```
/// use vestibule_web::Prefix;
///
/// let prefix = Prefix::parse("/account")?; // `/account/login`, `/account/register` …
/// assert!(Prefix::parse("account/").is_err());
/// # Ok::<(), vestibule_web::InvalidPrefix>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix(String);

/// Why a text is not a [`Prefix`].
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid path {0:?}: it must be like /account or /my/account")]
pub struct InvalidPrefix(String);

vestibule_domain::debug_as_sentence!(InvalidPrefix);

impl Prefix {
    /// Parses a path. `/` is no prefix.
    ///
    /// # Errors
    ///
    /// A name has no slash before it, or has other characters than letters, digits,
    /// `-`, `_`, `.` and `~`, which proxies and routers could interpret differently.
    pub fn parse(text: &str) -> Result<Self, InvalidPrefix> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        let is_name = |name: &str| {
            !name.is_empty() && name != "." && name != ".." && name.chars().all(is_plain)
        };
        match text.strip_prefix('/') {
            Some("") => Ok(Self::default()),
            Some(names) if names.split('/').all(is_name) => Ok(Self(text.to_owned())),
            _ => Err(InvalidPrefix(text.to_owned())),
        }
    }

    /// Adds the prefix to a path of Vestibule.
    pub(crate) fn with<'a>(&self, path: &'a str) -> Cow<'a, str> {
        match self.0.as_str() {
            "" => path.into(),
            prefix => format!("{prefix}{path}").into(),
        }
    }
}

/// The paths of the pages, and the targets of their redirects.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The path below which the pages are.
    pub prefix: Prefix,
    /// The login page of the application, if it has one.
    pub login: Option<LocalPath>,
    /// The redirect target after a login whose request has no `next`.
    pub after_login: LocalPath,
    /// The redirect target after a logout; `None`: the login page.
    pub after_logout: Option<LocalPath>,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            prefix: Prefix::default(),
            login: None,
            after_login: LocalPath::root(),
            after_logout: None,
        }
    }
}

impl Paths {
    /// Returns the path of a page.
    pub fn of(&self, route: Route) -> Cow<'_, str> {
        match (&self.login, route) {
            (Some(page), Route::LOG_IN) => page.as_str().into(),
            _ => self.prefix.with(route.path()),
        }
    }

    /// Names the existing routes for templates, so that pages link to them, and registers those of the
    /// navigation of the settings pages.
    pub fn name_routes(
        &self,
        templates: TemplatesBuilder,
        is_there: impl Fn(Route) -> bool,
    ) -> TemplatesBuilder {
        let routes = Route::all().filter(|route| is_there(*route));
        let named = routes.fold(templates, |templates, route| {
            templates.url(route.name(), &self.of(route))
        });
        Route::settings_pages().fold(named, |templates, (route, group, title)| {
            templates.settings_page(group, route.name(), title)
        })
    }

    /// The folder of the pages' style sheet and icon.
    pub fn assets(&self) -> Cow<'static, str> {
        self.prefix.with(ASSETS)
    }

    /// Returns the URL of the registration page for an invitation, on a `site`.
    pub fn invitation_url(&self, site: &str, invitation: &LinkToken) -> String {
        let (page, secret) = (self.of(Route::REGISTER), invitation.expose());
        format!("{site}{page}?invitation={}", &*secret)
    }

    pub(crate) fn after_logout(&self) -> Cow<'_, str> {
        match &self.after_logout {
            Some(page) => page.as_str().into(),
            None => self.of(Route::LOG_IN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unambiguous_path_is_accepted_as_prefix() {
        for text in ["/account", "/my/account", "/a.b-c_d~e"] {
            let prefix = Prefix::parse(text).unwrap();
            assert_eq!(prefix.with("/login"), format!("{text}/login"));
        }
        assert_eq!(Prefix::parse("/"), Ok(Prefix::default()));
        for text in [
            "",
            "account",
            "//",
            "/account/",
            "/a//b",
            "/..",
            "/a/./b",
            "/a b",
            "/{id}",
            "/ä",
            "/%61",
            "/a?b",
            "/a#b",
            "/*rest",
        ] {
            assert_eq!(
                Prefix::parse(text),
                Err(InvalidPrefix(text.to_owned())),
                "{text}"
            );
        }
    }
}
