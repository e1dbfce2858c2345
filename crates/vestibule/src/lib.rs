//! Accounts for axum applications: registration with an email address and a password, login, sessions, password
//! reset, account settings, and a JSON API.
//!
//! This is the crate that applications depend on. It re-exports the other crates of Vestibule.
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
//! Unauthenticated requests to `/basket` are redirected to the login page, and return after the login.
//!
//! - [`builder`] configures, and [`Vestibule`] is the handle that mounts the pages.
//! - The extractors are [`CurrentUser`], `Option<CurrentUser>`, [`RecentlyAuthenticated`], [`Pages`] and [`Form`];
//!   the layers are [`require_login`] and [`require_recent_login`].
//! - An application may implement [`RegistrationForm`], [`AccessPolicy`], [`EventSink`], [`Mailer`] and
//!   [`BreachedPasswords`].
//! - [`serve`] is an HTTP server with limits on slow clients. `launch` adds a command line to it, and `test` is a
//!   test kit, each with the feature of that name.
//! - [`domain`], [`seaorm`], [`argon2`] and [`migration`] are the crates below, for programs without pages.
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `web` | yes | The pages and the JSON API on axum. Without it there are the rules in [`domain`], and the adapters [`seaorm`] and [`argon2`], for a program without pages. |
//! | `sqlite` | yes | The driver of SQLite. |
//! | `postgres` | yes | The driver of PostgreSQL. |
//! | `mysql` | no | The driver of MariaDB and MySQL. |
//! | `legacy-hashes` | yes | Password hashes of other stacks: bcrypt, scrypt, PBKDF2, sha-crypt, phpass and more. Without it an import accepts argon2 only. |
//! | `launch` | no | A program with command line, environment, `.env` file and log. |
//! | `transfer` | no | Import and export of accounts as CSV or JSON lines. |
//! | `test` | no | A test kit for applications. |
//! | `opentelemetry` | no | Traces over OTLP, for programs that use `launch`. |
//!
//! At least one driver is needed.
//!
//! Next: `docs/TUTORIAL.md` builds an application, and `docs/MOUNTING.md` has the tasks one by one.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub use async_trait::async_trait;
pub use vestibule_argon2 as argon2;
pub use vestibule_argon2::{Argon2Params, InvalidParams};
#[cfg(feature = "web")]
pub use vestibule_breached::{HashFile, InvalidHashFile, InvalidRangeUrl, RangeService, RangeUrl};
#[cfg(feature = "web")]
#[doc(inline)]
pub use vestibule_builder::{
    Builder, FieldErrors, Gauges, RegistrationForm, SaveError, SessionCaching, StartError, builder,
};
#[cfg(feature = "launch")]
#[doc(inline)]
pub use vestibule_cli::{
    BreachedChoice, Config, ConfigError, DisclosureChoice, Illustration, LogFormat, Migrate,
    RateLimits, RegistrationChoice, VerificationChoice, command_line, launch,
};
pub use vestibule_domain as domain;
pub use vestibule_domain::{
    AccessDenied, AccessPolicy, BreachedPasswords, Disclosure, EmailVerification, Event, EventKind,
    EventSink, HostMessage, Mailer, OutgoingEmail, Registration, SecretKey, SendError,
    SessionPolicy,
};
#[cfg(feature = "web")]
pub use vestibule_mail::{EmailTemplates, InvalidMailFrom, InvalidSmtpUrl, MailFrom, SmtpUrl};
pub use vestibule_migration as migration;
pub use vestibule_seaorm as seaorm;
pub use vestibule_seaorm::{PoolOptions, UnsupportedPool, sea_orm};
#[cfg(feature = "web")]
#[doc(inline)]
pub use vestibule_serve::{Limits, serve, serve_until};
#[doc(inline)]
pub use vestibule_system::{SystemClock, SystemRandom};
#[cfg(feature = "web")]
pub use vestibule_templates::{
    AccentColor, Field, InvalidColor, InvalidLogo, Logo, Message, SettingsGroup, SettingsLink,
};
#[cfg(feature = "test")]
#[doc(inline)]
pub use vestibule_testing as test;
#[cfg(feature = "transfer")]
#[doc(inline)]
pub use vestibule_transfer::{
    AccountsReader, AccountsWriter, BadRow, FileFormat, ImportCount, TransferError,
    export_accounts, import_accounts,
};
#[cfg(feature = "web")]
pub use vestibule_web::{
    CookieDomain, CookieNames, CurrentUser, Flash, Form, InvalidCookieDomain, InvalidCookieNames,
    InvalidHost, InvalidLocalPath, InvalidPrefix, InvalidProxy, InvalidPublicUrl, LocalPath, Pages,
    Prefix, ProtectedHosts, PublicUrl, RecentlyAuthenticated, Route, TrustedProxies, Vestibule,
    WebError, home, require_login, require_recent_login,
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

/// Which routes are for logged-in users.
#[cfg(doctest)]
#[doc = include_str!("../docs/how-to/protect-routes.md")]
pub struct ProtectRoutes;

/// The database of the application.
#[cfg(doctest)]
#[doc = include_str!("../docs/how-to/use-your-own-database.md")]
pub struct UseYourOwnDatabase;

/// The email service of the application.
#[cfg(doctest)]
#[doc = include_str!("../docs/how-to/send-email-from-an-application.md")]
pub struct SendEmail;

/// Who may register.
#[cfg(doctest)]
#[doc = include_str!("../docs/REGISTRATION.md")]
pub struct RegistrationGuide;

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
