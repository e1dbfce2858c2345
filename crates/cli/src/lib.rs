//! The command line of a program with Vestibule: its configuration, the server, and what an operator does
//! about accounts.
//!
//! [`launch()`] is the `main` of such a program, and [`Config`] has its options. The crate `vestibule`
//! re-exports both with its feature `launch`. Depend on this crate directly only if you put the crates of
//! Vestibule together yourself.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod config;
mod launch;

pub use config::{
    BreachedChoice, Config, ConfigError, DisclosureChoice, LogFormat, Migrate, RateLimits,
    RegistrationChoice, SecretError, VerificationChoice,
};
pub use launch::{command_line, launch};
