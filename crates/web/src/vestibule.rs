use std::{collections::HashSet, sync::Arc};

use axum::{Router, middleware::from_fn_with_state};
use axum_extra::extract::cookie::Key;
use tower_http::catch_panic::CatchPanicLayer;
use vestibule_domain::{AuthService, LoggedIn, Readiness, SecretKey};
use vestibule_templates::Templates;

use crate::{
    LocalPath, PublicUrl, Route, cookie::SessionCookie, error::panicked, middleware, routes,
};

/// Accounts on the web: mounts the pages, and is at hand in handlers.
///
/// It is one pointer: clone it freely.
#[derive(Clone)]
pub struct Vestibule(Arc<Parts>);

/// What the pages work with.
pub(crate) struct Parts {
    accounts: Arc<dyn AuthService>,
    pub(crate) readiness: Arc<dyn Readiness>,
    pub(crate) templates: Templates,
    pub(crate) session_cookie: SessionCookie,
    pub(crate) flash_key: Key,
    pub(crate) is_https: bool,
    pub(crate) settings: Settings,
}

/// What the pages need to know besides the accounts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people find the site. Without it the request's `Host` is believed, which is
    /// right for a first try on one's own machine only.
    pub public_url: Option<PublicUrl>,
    /// The fewest characters of a new password, to be said beside the field.
    pub password_min_length: usize,
    /// Where to go after a log-in that came from nowhere in particular.
    pub success_url: LocalPath,
    /// The routes that the host leaves out or has of its own.
    pub without: HashSet<Route>,
}

impl Vestibule {
    /// Puts the pages in front of `accounts`. The key for flash messages is derived from
    /// `secret_key`.
    pub fn new(
        accounts: Arc<dyn AuthService>,
        readiness: Arc<dyn Readiness>,
        templates: Templates,
        secret_key: &SecretKey,
        settings: Settings,
    ) -> Self {
        let is_https = settings
            .public_url
            .as_ref()
            .is_some_and(PublicUrl::is_https);
        let flash_key = secret_key.derive::<64>("flash message");
        Self(Arc::new(Parts {
            accounts,
            readiness,
            templates,
            session_cookie: SessionCookie::new(is_https),
            flash_key: Key::from(flash_key.as_ref()),
            is_https,
            settings,
        }))
    }

    /// Adds the pages to an application and wraps all of it: every route that `app` has by
    /// now knows who asks, refuses cross-site posts, and answers errors with a page.
    pub fn mount<S: Clone + Send + Sync + 'static>(&self, app: Router<S>) -> Router<S> {
        app.merge(routes::router(self))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(self.clone(), middleware::around))
    }

    /// The accounts themselves, for pages of the host's own.
    pub fn accounts(&self) -> &dyn AuthService {
        &*self.0.accounts
    }

    /// The cookie that gives a browser its new session; a part of a response.
    pub fn start_session(&self, logged_in: &LoggedIn) -> impl axum::response::IntoResponseParts {
        self.0.session_cookie.start(logged_in)
    }

    /// Takes the session's cookie from the browser; a part of a response. The session itself
    /// is ended by [`AuthService::log_out`].
    pub fn clear_session(&self) -> impl axum::response::IntoResponseParts {
        self.0.session_cookie.clear()
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0
    }
}
