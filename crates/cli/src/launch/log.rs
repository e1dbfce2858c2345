use std::{
    error::Error,
    fmt,
    io::{self, IsTerminal, Write},
    panic,
};

use clap::ValueEnum;
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
    registry::LookupSpan,
    util::SubscriberInitExt,
};
use vestibule_domain::ErrorChain;

use super::terminal::without_numbers;
use crate::config::LogFormat;

/// Sends the log to standard error, and spans where `traces` lead.
///
/// Commands print what they did, and log only warnings.
pub(super) fn start<T>(format: Format, is_server: bool, traces: T) -> Result<(), Box<dyn Error>>
where
    T: Layer<Registry> + Send + Sync,
{
    let wanted = std::env::var("RUST_LOG").ok();
    let filter = match wanted.filter(|wanted| !wanted.is_empty()) {
        Some(wanted) => {
            EnvFilter::try_new(wanted).map_err(|error| format!("invalid RUST_LOG: {error}"))?
        }
        None if is_server => EnvFilter::new("info,sea_orm_migration=warn,sqlx=warn"),
        None => EnvFilter::new("warn"),
    };
    let log = format.layer().with_filter(filter);
    tracing_subscriber::registry().with(traces).with(log).init();
    Ok(())
}

/// How everything on standard error is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Lines for a terminal. An error that ends the program is one line `error: …`.
    Human,
    /// An object on each line, errors and panics included.
    Json,
}

impl Format {
    /// Returns the configured format. `auto` is JSON for a server without a terminal, whose log a
    /// collector reads; the output of commands is for users and scripts.
    pub(super) fn of(configured: LogFormat, is_server: bool) -> Self {
        match configured {
            LogFormat::Human => Self::Human,
            LogFormat::Json => Self::Json,
            LogFormat::Auto if is_server && !io::stderr().is_terminal() => Self::Json,
            LogFormat::Auto => Self::Human,
        }
    }

    /// The format where the command line cannot be read.
    pub(super) fn without_config() -> Self {
        let configured = std::env::var("LOG_FORMAT").ok();
        let configured = configured.and_then(|name| LogFormat::from_str(&name, true).ok());
        let mut command = std::env::args().skip(1);
        let is_server = command
            .next()
            .is_none_or(|first| first == "serve" || first.starts_with('-'));
        Self::of(configured.unwrap_or(LogFormat::Auto), is_server)
    }

    fn layer<S>(self) -> Box<dyn Layer<S> + Send + Sync>
    where
        S: tracing::Subscriber + for<'span> LookupSpan<'span>,
    {
        let is_terminal = io::stderr().is_terminal();
        let log = layer().with_writer(io::stderr).with_ansi(is_terminal);
        match self {
            Self::Human => log.boxed(),
            // `spans` has the one around all of them, with the number of the request.
            Self::Json => log
                .json()
                .with_current_span(false)
                .fmt_fields(FirstFields(JsonFields::new()))
                .boxed(),
        }
    }

    /// Prints the error that ends the program, whatever `RUST_LOG` filters.
    pub(super) fn complain(self, error: &dyn Error) {
        let reason = without_numbers(&ErrorChain(error).to_string());
        match self {
            Self::Human => {
                let _ = writeln!(io::stderr(), "error: {reason}");
            }
            Self::Json => self.write(|| tracing::error!(error = reason, "the program stops")),
        }
    }

    /// Writes panics in this format, too.
    pub(super) fn report_panics(self) {
        if self == Self::Json {
            panic::set_hook(Box::new(move |panic| {
                let (place, reason) = (panic.location(), panic.payload_as_str());
                let place = place.map(ToString::to_string);
                self.write(|| tracing::error!(place, reason, "panic"));
            }));
        }
    }

    fn write(self, event: impl FnOnce()) {
        let log = tracing_subscriber::registry().with(self.layer());
        tracing::subscriber::with_default(log, event);
    }
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
