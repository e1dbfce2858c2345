//! The composition root of Vestibule: it connects database, password hashing, emails and pages, runs checks at
//! start, and starts the background tasks.
//!
//! Applications use the crate `vestibule`, which re-exports [`Builder`] and its types. Depend on
//! this crate directly only if you need what it has besides: [`BuilderView`] gives a command line the
//! configuration of a builder, and an [`Environment`] replaces clock, hasher and mailer, as a test kit does.
//!
//! - [`builder`] returns a [`Builder`] with the defaults.
//! - [`RegistrationForm`] adds fields to the registration form.
//! - [`Gauges`] are metrics that are read at each scrape, and [`SessionCaching`] configures the session cache.
//! - [`StartError`] says why the start failed.
//!
//! ```no_run
//! # async fn example() -> Result<(), vestibule_builder::StartError> {
//! let accounts = vestibule_builder::builder().site_name("Cookie Shop").build().await?;
//! # Ok(()) }
//! ```
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `sqlite` | yes | The driver of SQLite. |
//! | `postgres` | no | The driver of PostgreSQL. |
//! | `mysql` | no | The driver of MariaDB and MySQL. |
//!
//! At least one driver is needed.
//!
//! Next: `docs/MOUNTING.md` shows how an application uses the builder.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod builder;
mod counted_mailer;
mod database;
mod environment;
mod error;
mod events;
mod gauges;
mod mail_worker;
mod operator;
mod purge_task;
mod registration_form;
pub mod secret_key;

pub use builder::{Builder, SessionCaching, builder};
pub use database::DEFAULT_DATABASE_URL;
pub use environment::{BackgroundTasks, Environment, Hasher, in_environment};
pub use error::StartError;
pub use gauges::Gauges;
pub use operator::{BuilderView, existing_only, with_option_names};
pub use purge_task::purge;
pub use registration_form::{FieldErrors, RegistrationForm, SaveError};
