//! The pages of Vestibule for axum: routes, forms, cookies, extractors and the JSON API.
//!
//! Depend on this crate directly only if you put the crates of Vestibule together yourself. The crate
//! `vestibule` re-exports its types. It depends on no database and no hash function.
//!
//! - [`Vestibule`] is the handle: it holds the [`Accounts`](vestibule_domain::Accounts)
//!   and mounts the pages on a router. [`Settings`] configures it.
//! - The extractors are [`CurrentUser`] (requires a login), `Option<CurrentUser>`, [`RecentlyAuthenticated`]
//!   (requires a recent login), [`Pages`] (renders templates) and [`Form`] (parses a form strictly).
//! - The layers are [`require_login`] and [`require_recent_login`].
//! - [`Flash`] is a message for the next page, and [`WebError`] the error of a handler.
//!
//! ```
//! use axum::{Router, middleware::from_fn, response::Response, routing::get};
//! use vestibule_web::{CurrentUser, Pages, Vestibule, WebError, require_login};
//!
//! async fn orders(user: CurrentUser) -> String {
//!     format!("The orders of {}", user.email)
//! }
//!
//! async fn cookies(pages: Pages) -> Result<Response, WebError> {
//!     pages.render("cookies.html", &()).await
//! }
//!
//! fn app(accounts: &Vestibule) -> Router {
//!     let members = Router::new().route("/orders", get(orders)).route_layer(from_fn(require_login));
//!     accounts.mount(members.route("/cookies", get(cookies)))
//! }
//! ```
//!
//! Next: `docs/MOUNTING.md` shows how an application uses them, and `docs/API.md` the JSON API.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod emailed_link;
mod feature;
mod features;
mod host;
mod http;
mod input;
mod middleware;
mod render;
mod request;
mod route;
mod router;

pub use host::{
    current_user::{CurrentUser, require_login},
    home::home,
    paths::{InvalidPrefix, Paths, Prefix},
    protected_hosts::{InvalidHost, ProtectedHosts},
    recently_authenticated::{RecentlyAuthenticated, require_recent_login},
    settings::Settings,
    vestibule::Vestibule,
};
pub use http::{
    cookie::{CookieDomain, CookieNames, InvalidCookieDomain, InvalidCookieNames},
    local_path::{InvalidLocalPath, LocalPath},
    network_limits::NetworkLimits,
    origin::{InvalidPublicUrl, PublicUrl},
    retry_later::RetryLater,
    trusted_proxies::{InvalidProxy, TrustedProxies},
};
pub use input::form::Form;
pub use render::{Pages, error::WebError, flash::Flash};
pub use route::Route;
