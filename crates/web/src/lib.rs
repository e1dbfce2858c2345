//! The pages of Vestibule for axum: routes, forms, cookies, extractors.
//!
//! [`Vestibule`] is the handle: it holds the [`Accounts`](vestibule_domain::Accounts)
//! and mounts the pages on any router. Handlers of the host ask for [`CurrentUser`] (only
//! for people who are logged in), `Option<CurrentUser>` (for everybody), [`RecentlyAuthenticated`]
//! (for those who authenticated recently) and [`Pages`] (to
//! render a template with everything that a page has around it).
//!
//! Nothing in here knows a database or a hash function.
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

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod attempt;
mod bearer;
mod come_later;
mod content_policy;
mod cookie;
mod cross_site;
mod current_user;
mod destination;
mod error;
mod error_page;
mod export;
mod flash;
mod form;
mod header_text;
mod headers;
mod invitation;
mod json;
mod kept;
mod link;
mod local_path;
mod measure;
mod middleware;
mod misplaced;
mod mistakes;
mod network;
mod network_limits;
mod origin;
mod pages;
mod paths;
mod protected_hosts;
mod recently_authenticated;
mod render;
mod routes;
mod sent_cookies;
mod sent_registrations;
mod trusted_proxies;
mod unnamed_fields;
mod used_links;
mod vestibule;
mod visit;
mod well_known;

pub use come_later::ComeLater;
pub use cookie::{CookieDomain, CookieNames, InvalidCookieDomain, InvalidCookieNames};
pub use current_user::{CurrentUser, require_login};
pub use error::WebError;
pub use flash::Flash;
pub use form::Form;
pub use local_path::{InvalidLocalPath, LocalPath};
pub use network_limits::NetworkLimits;
pub use origin::{InvalidPublicUrl, PublicUrl};
pub use pages::home;
pub use paths::{InvalidPrefix, Paths, Prefix};
pub use protected_hosts::{InvalidHost, ProtectedHosts};
pub use recently_authenticated::{RecentlyAuthenticated, require_recent_log_in};
pub use render::Pages;
pub use routes::Route;
pub use trusted_proxies::{InvalidProxy, TrustedProxies};
pub use vestibule::{Settings, Vestibule};
