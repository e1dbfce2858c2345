use std::{
    error::Error,
    io::{self, IsTerminal, Write},
};

use tracing_subscriber::EnvFilter;
use vestibule_domain::Causes;

use crate::config::LogFormat;

/// Sends the log to standard error.
pub(super) fn start(format: LogFormat) -> Result<(), Box<dyn Error>> {
    let is_terminal = io::stderr().is_terminal();
    let filter = match std::env::var("RUST_LOG") {
        Ok(wanted) => EnvFilter::try_new(wanted)
            .map_err(|error| format!("RUST_LOG can't be used: {error}"))?,
        Err(_) => EnvFilter::new("info,sea_orm_migration=warn,sqlx=warn"),
    };
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(is_terminal);
    match format {
        LogFormat::Json => log.json().init(),
        LogFormat::Auto if !is_terminal => log.json().init(),
        LogFormat::Auto | LogFormat::Human => log.init(),
    }
    Ok(())
}

/// The error that ends the program.
pub(super) fn complain(error: &dyn Error) {
    let _ = writeln!(io::stderr(), "error: {}", Causes(error));
}
