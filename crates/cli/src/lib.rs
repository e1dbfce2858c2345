//! The command line of a program with Vestibule: its configuration, the server, and the commands of an operator.
//!
//! The crate `vestibule` re-exports [`launch()`], [`Config`] and the types of its options with the feature
//! `launch`. Depend on this crate directly only if you put the crates of Vestibule together yourself.
//!
//! - [`launch()`] is the `main` of such a program.
//! - [`Config`] has the configuration options, as arguments and environment variables.
//! - [`command_line`] returns the commands and options, for documentation.
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `sqlite` | yes | The driver of SQLite. |
//! | `postgres` | no | The driver of PostgreSQL. |
//! | `mysql` | no | The driver of MariaDB and MySQL. |
//! | `opentelemetry` | no | Sends traces to a collector over OTLP. |
//!
//! At least one driver is needed.
//!
//! Next: `docs/CONFIGURATION.md` lists the options, and `docs/COMMAND-LINE.md` the commands.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod config;
mod launch;

pub use config::{
    BreachedChoice, Config, ConfigError, DisclosureChoice, Illustration, LogFormat, Migrate,
    RateLimits, RegistrationChoice, SecretError, VerificationChoice,
};
pub use launch::{command_line, launch};
