use std::{
    error::Error,
    ffi::OsStr,
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    string::FromUtf8Error,
};

use axum::Router;
use tokio::{net::TcpSocket, runtime::Runtime};
use vestibule_builder::{Builder, Gauges, builder, existing_only, secret_key};
use vestibule_domain::ErrorChain;
use vestibule_serve::{Limits, serve_within};

use crate::{Config, ConfigError};

mod check;
mod command_line;
mod env_file;
mod invite;
mod log;
mod metrics;
mod options;
mod sessions;
mod snippet;
mod terminal;
#[cfg_attr(not(feature = "opentelemetry"), path = "launch/no_traces.rs")]
mod traces;
mod transfer;
mod tune;
mod usage;
mod used_options;
mod users;

pub use command_line::command_line;
use command_line::{CommandLine, Task};
use log::Format;
use metrics::Metrics;
use terminal::{counted, say};
use traces::Traces;

/// The status of a program that was asked for what is not there, or found something wrong.
const AMISS: u8 = 1;
/// The status of a program that was configured wrongly.
const MISCONFIGURED: u8 = 2;
/// Connections that the system holds until they are accepted.
const BACKLOG: u32 = 1024;
/// Files that are not connections of browsers: the database, the log, mail servers, metrics.
const OTHER_FILES: usize = 128;

/// The program works, and the answer is no.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct CommandFailed(String);

/// The `main` of a server: reads the [`Config`], builds the application, prints its address, and
/// serves until it is told to stop. With another command it runs that command instead.
///
/// `application` gets a configured [`Builder`] and returns the router, or an error of any type that
/// converts into a boxed one: a [`StartError`](vestibule_builder::StartError), a `Box<dyn Error>`,
/// an error of the application. An error is one line on standard error, with its sources, and exit
/// status 2.
///
/// ```no_run
/// use std::{error::Error, process::ExitCode};
///
/// use axum::Router;
/// use vestibule::{Builder, Prefix};
///
/// async fn shop(builder: Builder) -> Result<Router, Box<dyn Error>> {
///     let motto = std::fs::read_to_string("motto.txt")?;
///     let accounts = builder.at(Prefix::parse("/account")?).build().await?;
///     Ok(accounts.mount(Router::new().route("/", axum::routing::get(motto))))
/// }
///
/// fn main() -> ExitCode {
///     vestibule::launch("Cookie Shop", shop)
/// }
/// ```
pub fn launch<F, E>(site_name: &str, application: F) -> ExitCode
where
    F: AsyncFnOnce(Builder) -> Result<Router, E>,
    E: Into<Box<dyn Error>>,
{
    let application = async |builder| application(builder).await.map_err(Into::into);
    let mut format = Format::without_config();
    match run(site_name, application, &mut format) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            usage::complain(format, &*error);
            let status = match error.is::<CommandFailed>() {
                true => AMISS,
                false => MISCONFIGURED,
            };
            ExitCode::from(status)
        }
    }
}

/// `format` is the one of standard error as far as it is known.
fn run<F>(site_name: &str, application: F, format: &mut Format) -> Result<(), Box<dyn Error>>
where
    F: AsyncFnOnce(Builder) -> Result<Router, Box<dyn Error>>,
{
    env_file::read()?;
    *format = Format::without_config();
    let command_line = match CommandLine::read() {
        Ok(command_line) => command_line,
        Err(error) => match error.downcast_ref::<clap::Error>() {
            Some(asked) if !asked.use_stderr() => {
                return Ok(say(asked.to_string().trim_end())?);
            }
            Some(wrong) => return Err(usage::explained(wrong)),
            None => return Err(error),
        },
    };
    let is_server = matches!(command_line.task(), Task::Serve);
    *format = Format::of(command_line.config.log_format, is_server);
    format.report_panics();
    let traces = Traces::start()?;
    log::start(*format, is_server, traces.layer())?;
    let done = work(site_name, &command_line, application);
    traces.finish();
    done
}

fn work<F>(
    site_name: &str,
    command_line: &CommandLine,
    application: F,
) -> Result<(), Box<dyn Error>>
where
    F: AsyncFnOnce(Builder) -> Result<Router, Box<dyn Error>>,
{
    let config = &command_line.config;
    let site_name = config.site_name.as_deref().unwrap_or(site_name);
    let task = command_line.task();
    let builder = || {
        let builder = config.apply(builder().site_name(site_name))?;
        Ok::<_, ConfigError>(match task.may_begin() {
            true => builder,
            false => existing_only(builder),
        })
    };
    Runtime::new()?.block_on(async {
        match task.clone() {
            Task::Serve => {
                let builder = builder()?;
                let gauges = builder.gauges();
                open(site_name, config, gauges, application(builder)).await
            }
            // These two help to write a configuration, so they look at none.
            Task::Key => Ok(say(&secret_key::random()?)?),
            Task::Tune(wishes) => tune::run(&wishes).await,
            Task::Migrate => {
                builder()?.migrate_only().await?;
                Ok(say("The schema of the database is up to date.")?)
            }
            Task::Purge => {
                let purged = builder()?.purge_only().await?;
                Ok(say(&format!("Purged {}.", counted(purged, "row")))?)
            }
            Task::Completions { shell } => Ok(say(complete(shell)?.trim_end())?),
            Task::Check(choices) => check::run(config, &choices, &builder()?).await,
            Task::Users { task, json } => users::run(&builder()?, &task, json).await,
            Task::Invite(choices) => {
                invite::run(&builder()?, config.registration.into(), &choices).await
            }
            Task::Sessions { task, json } => sessions::run(&builder()?, &task, json).await,
            Task::Import(choices) => transfer::import(&builder()?, &choices).await,
            Task::Export(choices) => transfer::export(&builder()?, &choices).await,
        }
    })
}

fn complete(shell: clap_complete::Shell) -> Result<String, FromUtf8Error> {
    let mut command = command_line();
    // The name of the program as it was called: an application has a name of its own.
    let called = std::env::args_os().next().map(PathBuf::from);
    let name = called.as_deref().and_then(Path::file_stem);
    let name = name.map_or("vestibule".into(), OsStr::to_string_lossy);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    String::from_utf8(script)
}

async fn open(
    site_name: &str,
    config: &Config,
    gauges: Gauges,
    application: impl Future<Output = Result<Router, Box<dyn Error>>>,
) -> Result<(), Box<dyn Error>> {
    let refused = |error: io::Error| format!("cannot listen on {}: {error}", config.listen);
    let socket = bind(config.listen).map_err(refused)?;
    let metrics = config.metrics_listen.map(Metrics::open).transpose()?;
    warn_of_plain_text(config);
    let connections = allow_many_connections();
    let app = application.await?;
    let listener = socket.listen(BACKLOG).map_err(refused)?;
    let address = format!("http://{}", listener.local_addr()?);
    let address = config
        .public_url
        .as_ref()
        .map_or(&*address, |url| url.as_str());
    // From here on it ends as it should: who reads the address may stop it at once.
    let limits = Limits {
        connections,
        ..Limits::default()
    };
    let served = serve_within(limits, listener, app);
    announce(&format!(
        "{site_name} is open at {address} (Ctrl-C closes it)"
    ));
    if let Some(metrics) = metrics {
        announce(&format!("Metrics are at {}", metrics.serve(gauges)?));
    }
    Ok(served.await?)
}

/// Prints a line, without which the server works as well.
fn announce(line: &str) {
    if let Err(error) = say(line) {
        tracing::warn!(error = %ErrorChain(&error), "cannot print the address");
    }
}

/// Binds the address, so that a port in use is an error at once, but does not listen yet: clients
/// would hang while the server waits for its database.
fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // On Unix: a restart need not wait for the last connections of before.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    Ok(socket)
}

/// On the way to another machine the traffic is unencrypted.
fn warn_of_plain_text(config: &Config) {
    match &config.public_url {
        Some(url) if !url.is_https() && !url.is_loopback() => {
            tracing::warn!("PUBLIC_URL is not https; passwords and cookies are sent unencrypted");
        }
        None if !config.listen.ip().is_loopback() => {
            tracing::warn!(
                "LISTEN is reachable from other machines without PUBLIC_URL; cookies are not Secure"
            );
        }
        _ => {}
    }
}

/// How many connections to accept: as many as [`Limits`] say, and no more than the system has
/// files for. Beyond, it would be the database that gets none.
fn allow_many_connections() -> usize {
    let connections = Limits::default().connections;
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        // The usual limit of 1,024 may be raised up to another one.
        let most = getrlimit(Resource::Nofile).maximum;
        let limit = Rlimit {
            current: most,
            maximum: most,
        };
        if let Err(error) = setrlimit(Resource::Nofile, limit) {
            tracing::warn!(%error, "cannot raise the open file limit");
        }
        let files = getrlimit(Resource::Nofile).current;
        let files = files.map_or(usize::MAX, |files| {
            usize::try_from(files).unwrap_or(usize::MAX)
        });
        let room = files.saturating_sub(OTHER_FILES).max(1);
        if room < connections {
            tracing::warn!(
                connections = room,
                "open file limit is low; accepting fewer connections"
            );
            return room;
        }
    }
    connections
}
