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
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `web` | yes | The pages and the JSON API on axum. Without it there are the rules in [`domain`], and the adapters [`seaorm`] and [`argon2`], for a program without pages. |
//! | `sqlite` | yes | The driver for SQLite. |
//! | `postgres` | yes | The driver for PostgreSQL. |
//! | `mysql` | no | The driver for MariaDB and MySQL. |
//! | `legacy-hashes` | yes | Password hashes of other stacks: bcrypt, scrypt, PBKDF2, sha-crypt, phpass and more. Without it an import accepts argon2 only. |
//! | `launch` | no | A program with command line, environment, `.env` file and log. |
//! | `transfer` | no | Import and export of accounts as CSV or JSON lines. |
//! | `test` | no | A test kit for applications. |
//! | `opentelemetry` | no | Traces over OTLP, for programs that use `launch`. |
//!
//! At least one driver is needed.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(feature = "web")]
mod builder;
#[cfg(feature = "launch")]
mod config;
#[cfg(feature = "web")]
mod counted_mailer;
#[cfg(feature = "web")]
mod database;
#[cfg(feature = "web")]
mod error;
#[cfg(feature = "web")]
mod events;
#[cfg(feature = "web")]
mod gauges;
#[cfg(feature = "web")]
mod housekeeping;
#[cfg(feature = "launch")]
mod launch;
#[cfg(feature = "web")]
mod postman;
#[cfg(feature = "web")]
mod registration_form;
#[cfg(feature = "web")]
mod secret_key;
#[cfg(feature = "web")]
mod serve;
mod system;
#[cfg(feature = "test")]
#[allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
pub mod test;
#[cfg(feature = "transfer")]
mod transfer;

pub use async_trait::async_trait;
#[cfg(feature = "web")]
pub use builder::{Builder, SessionsInMemory, builder};
#[cfg(feature = "launch")]
pub use config::{
    BreachedChoice, Config, ConfigError, DisclosureChoice, LogFormat, Migrate, RateLimits,
    RegistrationChoice, VerificationChoice,
};
#[cfg(feature = "web")]
pub use error::StartError;
#[cfg(feature = "web")]
pub use gauges::Gauges;
#[cfg(feature = "launch")]
pub use launch::{command_line, launch};
#[cfg(feature = "web")]
pub use registration_form::{FieldMistakes, RegistrationForm, SaveError};
#[cfg(feature = "web")]
pub use serve::{Limits, serve, serve_until};
pub use system::{SystemClock, SystemRandom};
#[cfg(feature = "transfer")]
pub use transfer::{
    AccountsReader, AccountsWriter, BadRow, FileFormat, ImportCount, TransferError,
    export_accounts, import_accounts,
};
pub use vestibule_argon2 as argon2;
pub use vestibule_argon2::{Argon2Params, UnfitParams};
#[cfg(feature = "web")]
pub use vestibule_breached::{HashFile, InvalidRangeUrl, RangeService, RangeUrl, UnfitFile};
pub use vestibule_domain as domain;
pub use vestibule_domain::{
    BreachedPasswords, Disclosure, EmailVerification, Event, EventKind, EventSink, Gatekeeper,
    HostMessage, Letter, Mailer, Registration, SecretKey, SendError, SessionPolicy, Veto,
};
#[cfg(feature = "web")]
pub use vestibule_mail::{InvalidMailFrom, InvalidSmtpUrl, Letters, MailFrom, SmtpUrl};
pub use vestibule_migration as migration;
pub use vestibule_seaorm as seaorm;
pub use vestibule_seaorm::{PoolOptions, UnfitPool, sea_orm};
#[cfg(feature = "web")]
pub use vestibule_templates::{Field, Phrase};
#[cfg(feature = "web")]
pub use vestibule_web::{
    CookieDomain, CookieNames, CurrentUser, Flash, Form, InvalidCookieDomain, InvalidCookieNames,
    InvalidHost, InvalidLocalPath, InvalidPrefix, InvalidProxy, InvalidPublicUrl, LocalPath, Pages,
    Prefix, ProtectedHosts, PublicUrl, RecentlyAuthenticated, Route, TrustedProxies, Vestibule,
    WebError, home, require_login, require_recent_log_in,
};

/// The examples of the README are compiled.
#[cfg(doctest)]
#[doc = include_str!("../docs/README.md")]
pub struct Readme;

/// And so are those of the crate's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct CrateReadme;

/// And so are those of the documents.
#[cfg(doctest)]
#[doc = include_str!("../docs/MOUNTING.md")]
pub struct Mounting;

/// What the pages look like.
#[cfg(all(doctest, feature = "web"))]
#[doc = include_str!("../docs/LOOK.md")]
pub struct Look;

/// A program on the core.
#[cfg(doctest)]
#[doc = include_str!("../docs/BUILDING-ON-IT.md")]
pub struct BuildingOnIt;

/// A site under test.
#[cfg(all(doctest, feature = "test"))]
#[doc = include_str!("../docs/TESTING.md")]
pub struct Testing;
