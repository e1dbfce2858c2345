//! Vestibule as a stand-alone server: all its pages, and a home page that leads to them.

use std::process::ExitCode;

use axum::{Router, routing::get};
use vestibule::StartError;

fn main() -> ExitCode {
    vestibule::launch("Vestibule", async |builder| {
        let accounts = builder.url("home", "/").build().await?;
        Ok::<_, StartError>(accounts.mount(Router::new().route("/", get(vestibule::home))))
    })
}
