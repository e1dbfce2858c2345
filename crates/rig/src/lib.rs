//! What tests and benchmarks share: a [`Browser`](browser::Browser) that sends to an address or to a
//! router, a mail server, and the program under test as a process.
//!
//! It shares no code with Vestibule, and speaks HTTP and SMTP without a library: what a library gets
//! wrong at one end, it would accept at the other.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::missing_errors_doc,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

pub mod browser;
#[cfg(target_os = "linux")]
pub mod database;
pub mod mail_server;
pub mod program;
#[cfg(target_os = "linux")]
pub mod server;
pub mod smtp;

/// Longer than anything takes on the slowest machine: it only turns a hang into a failure.
pub const FOR_EVER: Duration = Duration::from_secs(60);
