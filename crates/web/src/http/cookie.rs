use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use url::Host;
use vestibule_domain::{LoggedIn, SessionToken};

use crate::http::sent_cookies::SentCookies;

/// The domain whose hosts all receive the session cookie, so that a reverse proxy in front of
/// another application can ask Vestibule for its user.
///
/// All applications below this domain can read the cookie and set one. Do not use a domain that
/// has subdomains of other parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieDomain(String);

/// Why a text is not a [`CookieDomain`].
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it must be a domain of two names or more, like example.com")]
pub struct InvalidCookieDomain;

vestibule_domain::debug_as_sentence!(InvalidCookieDomain);

impl CookieDomain {
    /// Parses a domain, as in `COOKIE_DOMAIN`.
    ///
    /// # Errors
    ///
    /// If the text is invalid.
    pub fn parse(text: &str) -> Result<Self, InvalidCookieDomain> {
        match Host::parse(text) {
            // Browsers keep no cookie for a whole `com`.
            Ok(Host::Domain(name))
                if name.split('.').filter(|part| !part.is_empty()).count() > 1
                    && !name.starts_with('.')
                    && !name.ends_with('.') =>
            {
                Ok(Self(name))
            }
            _ => Err(InvalidCookieDomain),
        }
    }

    /// Returns whether pages of this host may set a cookie for the domain.
    pub fn includes(&self, host: &str) -> bool {
        let rest = host.strip_suffix(self.0.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// The session cookie: its name and its attributes (OWASP ASVS 5.0, 3.3).
pub(crate) struct SessionCookie {
    name: String,
    is_https: bool,
    domain: Option<CookieDomain>,
}

/// The session cookie of a request.
pub(crate) enum SentToken {
    /// There is none.
    Missing,
    /// A value that is not a token. The response removes the cookie.
    Malformed,
    /// A token. Its session may have expired.
    Present(SessionToken),
}

impl SentToken {
    pub(crate) fn valid(&self) -> Option<&SessionToken> {
        match self {
            Self::Present(token) => Some(token),
            Self::Missing | Self::Malformed => None,
        }
    }
}

impl SessionCookie {
    pub(crate) fn new(names: &CookieNames, is_https: bool, domain: Option<CookieDomain>) -> Self {
        let name = match &domain {
            // Browsers take `__Host-` from one host only.
            Some(_) if is_https => format!("__Secure-{}", names.of("session", false)),
            _ => names.of("session", is_https),
        };
        Self {
            name,
            is_https,
            domain,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn read(&self, cookies: &SentCookies) -> SentToken {
        match cookies.get(&self.name) {
            None => SentToken::Missing,
            Some(octets) => {
                let token = str::from_utf8(octets).ok().and_then(SessionToken::parse);
                token.map_or(SentToken::Malformed, SentToken::Present)
            }
        }
    }

    pub(crate) fn start(&self, logged_in: &LoggedIn) -> CookieJar {
        let session = &logged_in.current.session;
        let token = logged_in.token.expose().to_string();
        let mut cookie = private_cookie(self.name.clone(), token, self.is_https);
        if session.remembered {
            let lifetime = session.expires_at.since(session.created_at);
            cookie.set_max_age(time::Duration::try_from(lifetime).ok());
        }
        CookieJar::new().add(self.shared(cookie))
    }

    pub(crate) fn clear(&self) -> CookieJar {
        CookieJar::new().add(self.shared(removal(self.name.clone(), self.is_https)))
    }

    fn shared(&self, mut cookie: Cookie<'static>) -> Cookie<'static> {
        if let Some(CookieDomain(domain)) = &self.domain {
            cookie.set_domain(domain.clone());
        }
        cookie
    }
}

/// The cookie of a known browser: its users have logged in with it before. It is not a credential. It
/// stays after a logout, and is removed when one of its users deletes the account.
pub(crate) struct DeviceCookie {
    name: String,
    is_https: bool,
}

impl DeviceCookie {
    /// Browsers keep no cookie for longer than 400 days.
    const LIFETIME: time::Duration = time::Duration::days(400);

    pub(crate) fn new(names: &CookieNames, is_https: bool) -> Self {
        Self {
            name: names.of("device", is_https),
            is_https,
        }
    }

    pub(crate) fn read<'a>(&self, cookies: &'a SentCookies) -> Option<&'a str> {
        cookies
            .get(&self.name)
            .and_then(|octets| str::from_utf8(octets).ok())
    }

    pub(crate) fn keep(&self, device: String) -> CookieJar {
        let mut cookie = private_cookie(self.name.clone(), device, self.is_https);
        cookie.set_max_age(Self::LIFETIME);
        CookieJar::new().add(cookie)
    }

    pub(crate) fn clear(&self) -> CookieJar {
        CookieJar::new().add(removal(self.name.clone(), self.is_https))
    }
}

/// The prefix of the cookie names: `vestibule` in `vestibule_session`.
///
/// The cookies are valid for the whole site, because pages of the application need the session too. Two
/// instances of Vestibule on one site therefore need two prefixes.
///
/// # Examples
///
/// ```
/// use vestibule_web::CookieNames;
///
/// let names = CookieNames::parse("staff")?; // `staff_session`; with https `__Host-staff_session`
/// # Ok::<(), vestibule_web::InvalidCookieNames>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieNames(String);

/// Why a text is not a prefix for [`CookieNames`].
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid cookie name prefix {0:?}: it must be 1 to 40 characters of a-z, 0-9 and -")]
pub struct InvalidCookieNames(String);

vestibule_domain::debug_as_sentence!(InvalidCookieNames);

impl CookieNames {
    /// Parses the part before `_session`.
    ///
    /// # Errors
    ///
    /// If the text is invalid.
    pub fn parse(text: &str) -> Result<Self, InvalidCookieNames> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = (1..=40).contains(&text.len()) && text.chars().all(is_plain);
        let names = fits.then(|| Self(text.to_owned()));
        names.ok_or_else(|| InvalidCookieNames(text.to_owned()))
    }

    /// With https the name begins with `__Host-`, so that no sibling domain can set the cookie (OWASP ASVS
    /// 5.0, 3.3.3).
    pub(crate) fn of(&self, purpose: &str, is_https: bool) -> String {
        let prefix = if is_https { "__Host-" } else { "" };
        format!("{prefix}{}_{purpose}", self.0)
    }
}

impl Default for CookieNames {
    fn default() -> Self {
        Self("vestibule".to_owned())
    }
}

/// A cookie that scripts cannot read, and that browsers do not send with forms of other sites (`HttpOnly`,
/// `SameSite`: OWASP ASVS 5.0, 3.3.2 and 3.3.4).
pub(crate) fn private_cookie(name: String, value: String, is_https: bool) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(is_https)
        .build()
}

/// Makes a browser forget a [`private_cookie`].
pub(crate) fn removal(name: String, is_https: bool) -> Cookie<'static> {
    let mut cookie = private_cookie(name, String::new(), is_https);
    cookie.make_removal();
    cookie
}
