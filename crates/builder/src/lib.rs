//! Puts the accounts of Vestibule together: database, password hashing, emails, pages, background
//! tasks, and the checks at start.
//!
//! Applications use the crate `vestibule`, which re-exports [`Builder`] and what belongs to it. Depend on
//! this crate directly only if you need what it has besides: [`BuilderView`] tells a command line what a
//! builder was configured with, and an [`Environment`] replaces everything that surrounds the accounts,
//! as a test kit does.
//!
//! ```no_run
//! # async fn example() -> Result<(), vestibule_builder::StartError> {
//! let accounts = vestibule_builder::builder().site_name("Cookie Shop").build().await?;
//! # Ok(()) }
//! ```

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
