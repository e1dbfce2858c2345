use std::{
    error::Error,
    fmt,
    io::{self, IsTerminal, Write},
};

use tracing::span::Record;
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    field::RecordFields,
    fmt::{
        FormatFields, FormattedFields,
        format::{JsonFields, Writer},
        layer,
    },
    layer::SubscriberExt,
    util::SubscriberInitExt,
};
use vestibule_domain::ErrorChain;

use super::terminal::without_numbers;
use crate::config::LogFormat;

/// Sends the log to standard error, and spans where `traces` lead.
///
/// Commands tell what they did themselves, and log only what is worth a warning.
pub(super) fn start<T>(format: LogFormat, is_server: bool, traces: T) -> Result<(), Box<dyn Error>>
where
    T: Layer<Registry> + Send + Sync,
{
    let is_terminal = io::stderr().is_terminal();
    let wanted = std::env::var("RUST_LOG").ok();
    let filter = match wanted.filter(|wanted| !wanted.is_empty()) {
        Some(wanted) => EnvFilter::try_new(wanted)
            .map_err(|error| format!("RUST_LOG can't be used: {error}"))?,
        None if is_server => EnvFilter::new("info,sea_orm_migration=warn,sqlx=warn"),
        None => EnvFilter::new("warn"),
    };
    let log = layer().with_writer(io::stderr).with_ansi(is_terminal);
    let log = match format {
        LogFormat::Auto if is_terminal => log.boxed(),
        LogFormat::Human => log.boxed(),
        // `spans` has the one around all of them, with the number of the request.
        LogFormat::Auto | LogFormat::Json => log
            .json()
            .with_current_span(false)
            .fmt_fields(FirstFields(JsonFields::new()))
            .boxed(),
    };
    let log = log.with_filter(filter);
    tracing_subscriber::registry().with(traces).with(log).init();
    Ok(())
}

/// The fields that a span begins with. What is known only at its end, such as a status, is for traces:
/// no line is written after it, and to read the JSON of a span and write it again would cost every
/// request more than all the rest of the log.
struct FirstFields(JsonFields);

impl<'writer> FormatFields<'writer> for FirstFields {
    fn format_fields<R: RecordFields>(&self, writer: Writer<'writer>, fields: R) -> fmt::Result {
        self.0.format_fields(writer, fields)
    }

    fn add_fields(&self, _: &'writer mut FormattedFields<Self>, _: &Record<'_>) -> fmt::Result {
        Ok(())
    }
}

/// Prints the help of a command that lacks the rest of it.
pub(super) fn print_help(help: &str) {
    let _ = writeln!(io::stderr(), "{}", help.trim_end());
}

/// Prints the error that ends the program.
pub(super) fn complain(error: &dyn Error) {
    let reason = without_numbers(&ErrorChain(error).to_string());
    let _ = writeln!(io::stderr(), "error: {reason}");
}
