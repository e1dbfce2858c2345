use std::{
    error::Error,
    io::{self, IsTerminal, Write},
};

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Sends the log to standard error.
pub(super) fn start(format: LogFormat) -> Result<(), Box<dyn Error>> {
    let is_terminal = io::stderr().is_terminal();
    let filter = match std::env::var("RUST_LOG") {
        Ok(wanted) => EnvFilter::try_new(wanted)
            .map_err(|error| format!("RUST_LOG can't be used: {error}"))?,
        Err(_) => EnvFilter::new("info,sea_orm_migration=warn"),
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

/// The error that ends the program, and its sources, in one line.
pub(super) fn complain(error: &dyn Error) {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let text = cause.to_string();
        if !line.contains(&text) {
            line = format!("{line}: {text}");
        }
        source = cause.source();
    }
    let _ = writeln!(io::stderr(), "error: {}", line.replace('\n', " "));
}
