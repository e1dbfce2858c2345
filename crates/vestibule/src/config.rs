use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Parser, ValueEnum};
use vestibule_argon2::{Argon2Params, UnfitParams};
use vestibule_domain::{Disclosure, PasswordPolicy, SecretKey, SessionPolicy, UnfitKey};
use vestibule_web::PublicUrl;

use crate::{Builder, PoolOptions, database::DEFAULT_URL};

/// Everything that an operator can choose: from the command line, else from the environment,
/// else from a `.env` file in the working directory, else as shown.
#[derive(Clone, Parser)]
pub struct Config {
    /// Where users and sessions are kept
    #[arg(long, env, default_value = DEFAULT_URL, hide_env_values = true)]
    pub database_url: String,

    /// Connections to the database at the same time
    #[arg(long, env, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub database_connections: u32,

    /// How long a page waits for a connection or a lock before it is 503
    #[arg(long, env, default_value = "5s", value_parser = patience)]
    pub database_timeout: Duration,

    /// How long to wait at start for a database server that is not there yet
    #[arg(long, env, default_value = "30s", value_parser = wait)]
    pub database_wait: Duration,

    /// Whether to bring the schema up to date at start
    #[arg(long, env, default_value = "auto")]
    pub migrate: Migrate,

    /// The secret of this installation, of 32 random bytes or more; made beside an SQLite file
    #[arg(long, env, hide_env_values = true)]
    secret_key: Option<String>,

    /// The secret key before this one: sessions made under it stay alive
    #[arg(long, env, hide_env_values = true)]
    secret_key_previous: Option<String>,

    /// Address and port to listen on
    #[arg(long, env, default_value = "127.0.0.1:8000")]
    pub listen: SocketAddr,

    /// Where people find the site, like `https://shop.example`
    #[arg(long, env, value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,

    /// What the site is called on its pages
    #[arg(long, env, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub site_name: Option<String>,

    /// A folder whose files replace the templates of the same name
    #[arg(long, env)]
    pub templates_dir: Option<PathBuf>,

    /// What strangers may learn about who has an account
    #[arg(long, env, default_value = "registration")]
    pub disclosure: DisclosureChoice,

    /// The fewest characters of a new password
    #[arg(long, env, default_value_t = PasswordPolicy::LEAST_MIN_LENGTH, value_parser = min_length)]
    pub password_min_length: usize,

    /// A session that nobody uses ends after this time
    #[arg(long, env, default_value = "14days", value_parser = lifetime)]
    pub session_idle: Duration,

    /// Every session ends after this time
    #[arg(long, env, default_value = "30days", value_parser = lifetime)]
    pub session_lifetime: Duration,

    /// Memory of one password hash, in KiB
    #[arg(long, env, default_value_t = 19_456)]
    pub argon2_memory_kib: u32,

    /// Passes of one password hash over its memory
    #[arg(long, env, default_value_t = 2)]
    pub argon2_passes: u32,

    /// Lanes of one password hash
    #[arg(long, env, default_value_t = 1)]
    pub argon2_lanes: u32,

    /// How the log on standard error is written
    #[arg(long, env, default_value = "auto")]
    pub log_format: LogFormat,
}

/// Who brings the schema up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Migrate {
    /// Whichever server starts first.
    Auto,
    /// The command `migrate`. A server refuses a schema that is not current.
    Off,
}

/// See [`Disclosure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DisclosureChoice {
    /// Registration says that an address is taken; log-in tells nothing.
    Registration,
    /// Log-in too says which of address and password is wrong.
    All,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people on a terminal, as JSON elsewhere.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

/// Why a configuration that is complete is refused all the same.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The secret key is none. It is not shown.
    #[error("SECRET_KEY can't be used: {0}")]
    SecretKey(#[source] UnfitKey),
    /// The previous secret key is none.
    #[error("SECRET_KEY_PREVIOUS can't be used: {0}")]
    SecretKeyPrevious(#[source] UnfitKey),
    /// The hash parameters do not fit together.
    #[error("ARGON2_MEMORY_KIB, ARGON2_PASSES and ARGON2_LANES can't be used: {0}")]
    HashCost(#[source] UnfitParams),
}

impl Config {
    /// Carries the choices over to a builder.
    pub fn apply(&self, builder: Builder) -> Result<Builder, ConfigError> {
        let cost = Argon2Params::new(
            self.argon2_memory_kib,
            self.argon2_passes,
            self.argon2_lanes,
        )
        .map_err(ConfigError::HashCost)?;
        let mut builder = builder
            .database_url(&self.database_url)
            .pool(PoolOptions {
                max_connections: self.database_connections,
                timeout: self.database_timeout,
            })
            .wait_for_database(self.database_wait)
            .migrate(self.migrate == Migrate::Auto)
            .disclosure(self.disclosure.into())
            .password_min_length(self.password_min_length)
            .hash_cost(cost)
            .sessions(SessionPolicy {
                idle: self.session_idle,
                lifetime: self.session_lifetime,
                ..SessionPolicy::default()
            });
        if let Some(key) = &self.secret_key {
            builder = builder.secret_key(SecretKey::parse(key).map_err(ConfigError::SecretKey)?);
        }
        if let Some(key) = &self.secret_key_previous {
            let key = SecretKey::parse(key).map_err(ConfigError::SecretKeyPrevious)?;
            builder = builder.previous_secret_key(key);
        }
        if let Some(url) = &self.public_url {
            builder = builder.public_url(url.clone());
        }
        if let Some(name) = &self.site_name {
            builder = builder.site_name(name);
        }
        if let Some(folder) = &self.templates_dir {
            builder = builder.templates_folder(folder.clone());
        }
        Ok(builder)
    }
}

impl From<DisclosureChoice> for Disclosure {
    fn from(choice: DisclosureChoice) -> Self {
        match choice {
            DisclosureChoice::Registration => Self::Registration,
            DisclosureChoice::All => Self::All,
        }
    }
}

fn min_length(text: &str) -> Result<usize, String> {
    let range = PasswordPolicy::LEAST_MIN_LENGTH..=PasswordPolicy::MAX_LENGTH;
    let length = text.parse().ok().filter(|length| range.contains(length));
    length.ok_or_else(|| format!("it must be from {} to {}", range.start(), range.end()))
}

/// Databases count locks in whole seconds, and nobody waits longer than an hour for a page.
fn patience(text: &str) -> Result<Duration, String> {
    let patience = humantime::parse_duration(text).map_err(|error| error.to_string())?;
    let is_sensible = (1..=60 * 60).contains(&patience.as_secs());
    is_sensible
        .then_some(patience)
        .ok_or_else(|| "it must be from a second to an hour".to_owned())
}

fn wait(text: &str) -> Result<Duration, String> {
    let wait = humantime::parse_duration(text).map_err(|error| error.to_string())?;
    let is_sensible = wait <= Duration::from_secs(24 * 60 * 60);
    is_sensible
        .then_some(wait)
        .ok_or_else(|| "it must be a day or less".to_owned())
}

/// A minute at least: a session of no length would log nobody in.
fn lifetime(text: &str) -> Result<Duration, String> {
    let lifetime = humantime::parse_duration(text).map_err(|error| error.to_string())?;
    let is_sensible = lifetime >= Duration::from_secs(60);
    is_sensible
        .then_some(lifetime)
        .ok_or_else(|| "it must be a minute or more".to_owned())
}
