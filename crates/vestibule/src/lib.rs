//! Accounts for axum applications: people register with an email address and a password, log
//! in, stay logged in, and log out.
//!
//! ```no_run
//! use axum::{Router, routing::get};
//! use vestibule::CurrentUser;
//!
//! async fn basket(user: CurrentUser) -> String {
//!     format!("The basket of {}", user.email)
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let accounts = vestibule::builder().site_name("Cookie Shop").build().await?;
//!     let app = accounts.mount(Router::new().route("/basket", get(basket)));
//!     let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
//!     Ok(vestibule::serve(listener, app).await?)
//! }
//! ```
//!
//! Whoever opens `/basket` is asked to log in first. [`builder`] has the choices, [`Vestibule`]
//! is the handle, [`serve`] is a server that slow clients don't stop.

mod builder;
#[cfg(feature = "launch")]
mod config;
mod database;
mod error;
mod housekeeping;
#[cfg(feature = "launch")]
mod launch;
mod retry;
mod secret_key;
mod serve;
mod system;

pub use builder::{Builder, builder};
#[cfg(feature = "launch")]
pub use config::{Config, ConfigError, DisclosureChoice, LogFormat, Migrate};
pub use error::StartError;
#[cfg(feature = "launch")]
pub use launch::launch;
pub use serve::{Limits, serve, serve_until};
pub use system::{SystemClock, SystemRandom};
pub use vestibule_argon2::{Argon2Params, UnfitParams};
pub use vestibule_domain as domain;
pub use vestibule_domain::{Disclosure, SecretKey, SessionPolicy};
pub use vestibule_seaorm::PoolOptions;
pub use vestibule_templates::Field;
pub use vestibule_web::{
    CurrentUser, Flash, Form, LocalPath, Pages, PublicUrl, Route, Vestibule, WebError, home,
    require_login,
};

/// The examples of the README are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
