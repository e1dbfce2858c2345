use std::{
    error::Error,
    fs,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use axum::Router;
use clap::Parser;
use tokio::{net::TcpListener, runtime::Runtime};
use tracing_subscriber::EnvFilter;

use crate::{Builder, Config, StartError, builder::builder, config::LogFormat, serve};

/// The status of a program that was configured wrongly.
const MISCONFIGURED: u8 = 2;

/// The `main` of a server: reads the [`Config`], opens the accounts, says where it listens,
/// and serves until it is asked to end.
///
/// `application` gets a [`Builder`] that knows the configuration, and gives the finished
/// application. Whatever can't work is one line on standard error and exit status 2.
pub fn launch<F>(site_name: &str, application: F) -> ExitCode
where
    F: AsyncFnOnce(Builder) -> Result<Router, StartError>,
{
    match run(site_name, application) {
        Ok(code) => code,
        Err(error) => {
            complain(&*error);
            ExitCode::from(MISCONFIGURED)
        }
    }
}

fn run<F>(site_name: &str, application: F) -> Result<ExitCode, Box<dyn Error>>
where
    F: AsyncFnOnce(Builder) -> Result<Router, StartError>,
{
    read_env_file()?;
    let config = match Config::try_parse() {
        Ok(config) => config,
        Err(asked) if !asked.use_stderr() => {
            asked.print()?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(wrong) => return Err(one_line(&wrong).into()),
    };
    start_log(config.log_format)?;
    let site_name = config.site_name.as_deref().unwrap_or(site_name);
    let builder = config.apply(builder().site_name(site_name))?;
    Runtime::new()?.block_on(async {
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|error| format!("can't listen on {}: {error}", config.listen))?;
        warn_of_plain_text(&config);
        let app = application(builder).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let address = config
            .public_url
            .as_ref()
            .map_or(&*address, |url| url.as_str());
        // Whoever closed our standard output does not want to read it.
        let _ = writeln!(
            io::stdout(),
            "{site_name} is open at {address} (Ctrl-C closes it)"
        );
        serve(listener, app).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// On the way to another machine, everybody can read along.
fn warn_of_plain_text(config: &Config) {
    match &config.public_url {
        Some(url) if !url.is_https() && !url.is_loopback() => {
            tracing::warn!(
                "PUBLIC_URL is not https: passwords and cookies can be read on their way"
            );
        }
        None if !config.listen.ip().is_loopback() => {
            tracing::warn!(
                "others can reach this server, but PUBLIC_URL does not say where: cookies are not kept to https"
            );
        }
        _ => {}
    }
}

const ENV_FILE: &str = ".env";

/// What is in the environment already wins.
fn read_env_file() -> Result<(), String> {
    match dotenvy::from_path(ENV_FILE) {
        // Its own words repeat the line, which may be that of the secret key.
        Err(dotenvy::Error::LineParse(line, _)) => {
            let place = line_number(&line).map_or("a line".to_owned(), |n| format!("line {n}"));
            Err(format!(
                "{ENV_FILE} can't be read: {place} is not NAME=value"
            ))
        }
        Err(error) if !error.not_found() => Err(format!("{ENV_FILE} can't be read: {error}")),
        _ => Ok(()),
    }
}

/// Where in the file it is; a value in quotation marks may go on over several lines.
fn line_number(line: &str) -> Option<usize> {
    let text = fs::read_to_string(ENV_FILE).ok()?;
    let first = line.lines().next()?;
    let before = text
        .lines()
        .position(|known| known.trim() == first.trim())?;
    Some(before + 1)
}

/// In one line, without the advice that clap adds after a blank one.
fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    lines.join(" ").trim_start_matches("error: ").to_owned()
}

fn start_log(format: LogFormat) -> Result<(), Box<dyn Error>> {
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

/// The error and its sources, in one line.
fn complain(error: &dyn Error) {
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
