//! Vestibule as a stand-alone server: all its pages, and a home page that leads to them.

use std::process::ExitCode;

use axum::{Router, routing::get};

fn main() -> ExitCode {
    vestibule::launch("Vestibule", async |builder| {
        let accounts = builder.url("home", "/").build().await?;
        Ok(accounts.mount(Router::new().route("/", get(vestibule::home))))
    })
}
