use std::{borrow::Cow, sync::Arc};

use axum::{
    Router,
    http::{HeaderName, HeaderValue},
    middleware::from_fn_with_state,
    response::Redirect,
};
use axum_extra::extract::cookie::Key;
use tower_http::catch_panic::CatchPanicLayer;
use url::Url;
use vestibule_domain::{Accounts, LinkToken, LoggedIn, Readiness, SecretKey};
use vestibule_templates::Templates;

use crate::{
    PublicUrl, Route, Settings,
    emailed_link::used::UsedLinks,
    features::{export::body::Exports, register::sent::SentRegistrations},
    http::{
        content_policy::ContentPolicy,
        cookie::{DeviceCookie, SessionCookie},
        measure::Limit,
        misplaced::NestWarning,
        trusted_proxies::ProxyWarning,
    },
    middleware,
    render::error::panicked,
    router::router,
};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Clears the pages that the browser keeps for its Back button, `no-store` or not (OWASP ASVS 5.0,
/// 14.3.1). Neither `"cookies"` nor `"storage"`: other data at this origin, and the cookies of its
/// domain, belong to the application, and the browser stays a known one.
const KEPT_PAGES: &str = "\"cache\"";

/// The handle of the accounts on the web: it mounts the pages on a router, and gives handlers access to the
/// operations.
///
/// It is one pointer, so cloning is cheap. `vestibule::builder` builds one; [`Vestibule::new`] is for
/// programs that put the crates together themselves.
#[derive(Clone)]
pub struct Vestibule(Arc<Parts>);

/// The parts of the handle.
pub(crate) struct Parts {
    accounts: Arc<Accounts>,
    pub(crate) readiness: Arc<dyn Readiness>,
    pub(crate) templates: Templates,
    pub(crate) session_cookie: SessionCookie,
    pub(crate) device_cookie: DeviceCookie,
    pub(crate) flash_key: Key,
    pub(crate) is_https: bool,
    pub(crate) content_policy: ContentPolicy,
    pub(crate) proxy_warning: ProxyWarning,
    pub(crate) exports: Exports,
    pub(crate) nest_warning: NestWarning,
    pub(crate) used_links: UsedLinks,
    pub(crate) sent_registrations: SentRegistrations,
    pub(crate) settings: Settings,
}

impl Vestibule {
    /// Creates the handle of the pages for `accounts`. The key of flash messages is derived from
    /// `secret_key`.
    pub fn new(
        accounts: Arc<Accounts>,
        readiness: Arc<dyn Readiness>,
        templates: Templates,
        secret_key: &SecretKey,
        settings: Settings,
    ) -> Self {
        let is_https = settings
            .public_url
            .as_ref()
            .is_some_and(PublicUrl::is_https);
        Limit::count_all_from_zero();
        let targets = settings.protected_hosts.sources(is_https);
        let names = &settings.cookie_names;
        let flash_key = secret_key.derive::<64>("flash message");
        Self(Arc::new(Parts {
            accounts,
            readiness,
            templates,
            session_cookie: SessionCookie::new(names, is_https, settings.cookie_domain.clone()),
            device_cookie: DeviceCookie::new(names, is_https),
            flash_key: Key::from(flash_key.as_ref()),
            is_https,
            content_policy: ContentPolicy::new(&targets),
            proxy_warning: ProxyWarning::new(),
            exports: Exports::new(),
            nest_warning: NestWarning::new(),
            used_links: UsedLinks::new(),
            sent_registrations: SentRegistrations::new(),
            settings,
        }))
    }

    /// Adds the pages to an application, and layers to all of its routes: the extractors of this crate
    /// work in them, cross-site `POST` requests are rejected, and errors without a body get a page.
    ///
    /// Directives that a `Content-Security-Policy` of the application omits get the strict values of
    /// Vestibule. A layer that is added afterwards surrounds the pages of Vestibule too, and must not
    /// remove their headers.
    ///
    /// Call it last. A route that is added to the returned router has no session: a handler with
    /// [`CurrentUser`](crate::CurrentUser), [`Pages`](crate::Pages) or another extractor of
    /// this crate answers 500 there, with an error in the log that names the route. Nest routes of
    /// the application *before*, and do not nest the returned router in another one, because its links
    /// would be wrong. To move the pages, give them a [`Prefix`](crate::Prefix).
    ///
    /// # Examples
    ///
    /// ```
    /// use axum::{Router, routing::get};
    /// use vestibule_web::{CurrentUser, Vestibule};
    ///
    /// async fn orders(user: CurrentUser) -> String {
    ///     format!("The orders of {}", user.email)
    /// }
    ///
    /// fn app(accounts: &Vestibule) -> Router {
    ///     let shop = Router::new().route("/orders", get(orders));
    ///     let app = Router::new().nest("/shop", shop);
    ///     accounts.mount(app) // last: no `.route(…)` after it
    /// }
    /// ```
    pub fn mount<S: Clone + Send + Sync + 'static>(&self, app: Router<S>) -> Router<S> {
        app.merge(router(self))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(self.clone(), middleware::around))
    }

    /// Returns the operations of the accounts, for handlers of the application.
    ///
    /// # Examples
    ///
    /// ```
    /// use axum::extract::State;
    /// use vestibule_domain::ManageSessions;
    /// use vestibule_web::{CurrentUser, Vestibule, WebError};
    ///
    /// async fn devices(
    ///     State(accounts): State<Vestibule>,
    ///     user: CurrentUser,
    /// ) -> Result<String, WebError> {
    ///     let sessions = accounts.accounts().list_sessions(&user, 20).await?;
    ///     Ok(format!("You are logged in with {} browsers", sessions.len()))
    /// }
    /// ```
    pub fn accounts(&self) -> &Accounts {
        &self.0.accounts
    }

    /// Returns the cookies of a new session and of the known browser, as a part of a response. Use it
    /// for a login page of the application.
    ///
    /// # Examples
    ///
    /// ```
    /// use axum::response::{IntoResponse, Redirect, Response};
    /// use vestibule_domain::LoggedIn;
    /// use vestibule_web::Vestibule;
    ///
    /// fn welcome(accounts: &Vestibule, logged_in: &LoggedIn) -> Response {
    ///     (accounts.start_session(logged_in), Redirect::to("/")).into_response()
    /// }
    /// ```
    pub fn start_session(&self, logged_in: &LoggedIn) -> impl axum::response::IntoResponseParts {
        (
            self.0.session_cookie.start(logged_in),
            logged_in
                .device
                .clone()
                .map(|device| self.0.device_cookie.keep(device)),
        )
    }

    /// Returns headers that remove the session cookie and clear the browser cache, as a part of a
    /// response. [`AuthService::log_out`](vestibule_domain::AuthService::log_out) revokes the session
    /// itself.
    pub fn clear_session(&self) -> impl axum::response::IntoResponseParts {
        (
            self.0.session_cookie.clear(),
            [(CLEAR_SITE_DATA, HeaderValue::from_static(KEPT_PAGES))],
        )
    }

    /// Whether the URL is a page of a protected host.
    pub(crate) fn protects(&self, url: &Url) -> bool {
        let parts = self.parts();
        parts.settings.protected_hosts.have(url, parts.is_https)
    }

    /// Returns the path of a page of Vestibule, for links and redirects.
    pub fn path(&self, route: Route) -> Cow<'_, str> {
        self.parts().settings.paths.of(route)
    }

    /// Returns the URL of the registration page for an invitation
    /// ([`Invite::invite`](vestibule_domain::Invite::invite)), to send or to hand over. Without a
    /// public URL it is a path.
    pub fn invitation_url(&self, invitation: &LinkToken) -> String {
        let settings = &self.parts().settings;
        let site = settings.public_url.as_ref().map_or("", PublicUrl::as_str);
        settings.paths.invitation_url(site, invitation)
    }

    /// Redirects to a page of Vestibule.
    pub(crate) fn redirect(&self, route: Route) -> Redirect {
        Redirect::to(&self.path(route))
    }

    /// Redirects to the target after a logout.
    pub(crate) fn after_logout(&self) -> Redirect {
        Redirect::to(&self.parts().settings.paths.after_logout())
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0
    }
}
