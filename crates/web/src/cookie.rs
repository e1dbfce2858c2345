use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use vestibule_domain::{LoggedIn, SessionToken};

/// The session's cookie: its name and its attributes, in the one place that knows them.
pub(crate) struct SessionCookie {
    name: String,
    is_https: bool,
}

/// What a browser sent as its session.
pub(crate) enum SentToken {
    /// Nothing.
    Missing,
    /// Nothing that we ever gave out. It is taken from the browser.
    Malformed,
    /// A token, of a session that may be alive or not.
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
    pub(crate) fn new(is_https: bool) -> Self {
        Self {
            name: cookie_name("session", is_https),
            is_https,
        }
    }

    pub(crate) fn read(&self, headers: &HeaderMap) -> SentToken {
        if !headers.contains_key(header::COOKIE) {
            return SentToken::Missing;
        }
        match CookieJar::from_headers(headers).get(&self.name) {
            None => SentToken::Missing,
            Some(cookie) => {
                SessionToken::parse(cookie.value()).map_or(SentToken::Malformed, SentToken::Present)
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
        CookieJar::new().add(cookie)
    }

    pub(crate) fn clear(&self) -> CookieJar {
        CookieJar::new().add(removal(self.name.clone(), self.is_https))
    }
}

/// The cookie by which a browser is known again to the people who logged in with it. It opens
/// nothing, and stays when they log out; it goes when one of them deletes their account.
pub(crate) struct DeviceCookie {
    name: String,
    is_https: bool,
}

impl DeviceCookie {
    /// Browsers keep no cookie for longer than 400 days.
    const LIFETIME: time::Duration = time::Duration::days(400);

    pub(crate) fn new(is_https: bool) -> Self {
        Self {
            name: cookie_name("device", is_https),
            is_https,
        }
    }

    pub(crate) fn read(&self, headers: &HeaderMap) -> Option<String> {
        headers.get(header::COOKIE)?;
        let jar = CookieJar::from_headers(headers);
        jar.get(&self.name).map(|cookie| cookie.value().to_owned())
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

/// On https the name begins with `__Host-`: then no sibling domain can plant the cookie.
pub(crate) fn cookie_name(purpose: &str, is_https: bool) -> String {
    let prefix = if is_https { "__Host-" } else { "" };
    format!("{prefix}vestibule_{purpose}")
}

/// A cookie that no script reads and that is not sent along with another site's forms.
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
