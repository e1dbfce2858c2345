//! Vestibule as a stand-alone server: all its pages, and a home page that links to them.
//!
//! The program is `vestibule`. Depend on this crate only to start the same server from a program of your
//! own, with [`run`]; an application mounts the crate `vestibule`.
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     vestibule_server::run()
//! }
//! ```
//!
//! # Features
//!
//! | feature | default | meaning |
//! |---|---|---|
//! | `opentelemetry` | no | Sends traces to a collector over OTLP. |
//!
//! Next: `docs/RUNNING-IT.md`.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::ExitCode;

use axum::{Router, routing::get};
use vestibule::StartError;

/// Runs the server, or the command that the arguments name, and returns the exit status.
pub fn run() -> ExitCode {
    vestibule::launch("Vestibule", async |builder| {
        let accounts = builder.url("home", "/").build().await?;
        Ok::<_, StartError>(accounts.mount(Router::new().route("/", get(vestibule::home))))
    })
}
