use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Parser;
use vestibule_argon2::Argon2Params;
use vestibule_builder::{Builder, DEFAULT_DATABASE_URL, SessionCaching, with_option_names};
use vestibule_domain::{PasswordPolicy, SecretKey, SessionPolicy};
use vestibule_mail::{MailFrom, SmtpUrl};
use vestibule_seaorm::PoolOptions;
use vestibule_web::{CookieDomain, ProtectedHosts, PublicUrl, TrustedProxies};

const SERVER: &str = "Server";
const DATABASE: &str = "Database";
const EMAIL: &str = "Email";
const SECURITY: &str = "Security";
const SESSIONS: &str = "Sessions";
const LOGGING: &str = "Logging and metrics";

mod breached;
mod choices;
mod error;
mod values;

pub use breached::BreachedChoice;
pub use choices::{
    DisclosureChoice, LogFormat, Migrate, RateLimits, RegistrationChoice, VerificationChoice,
};
pub use error::ConfigError;
use values::{address, min_length, session_cache, statement_timeout, wait};
pub(crate) use values::{duration, lifetime};

/// All configuration options. A command-line argument takes precedence over an environment variable,
/// which takes precedence over a `.env` file in the working directory, which takes precedence over
/// the default.
#[derive(Clone, Parser)]
pub struct Config {
    /// Address and port to listen on
    #[arg(long, env, default_value = "127.0.0.1:8000", value_parser = address, help_heading = SERVER)]
    pub listen: SocketAddr,

    /// Public URL of the site, such as `https://shop.example`
    #[arg(long, env, value_parser = PublicUrl::parse, help_heading = SERVER)]
    pub public_url: Option<PublicUrl>,

    /// Reverse proxies whose `X-Forwarded-For` or `Forwarded` header is trusted: IP addresses and
    /// networks, such as `10.0.0.0/8,192.0.2.1`
    #[arg(long, env, value_parser = TrustedProxies::parse, help_heading = SERVER)]
    pub trusted_proxies: Option<TrustedProxies>,

    /// Hosts of other applications that use forward authentication, such as
    /// `app.example.com,*.apps.example.com`
    #[arg(long, env, value_parser = ProtectedHosts::parse, help_heading = SERVER)]
    pub forward_auth_hosts: Option<ProtectedHosts>,

    /// Domain of the session cookie, for forward authentication only, such as `example.com`
    #[arg(long, env, value_parser = CookieDomain::parse, help_heading = SERVER)]
    pub cookie_domain: Option<CookieDomain>,

    /// Name of the site on pages and in emails
    #[arg(long, env, value_parser = clap::builder::NonEmptyStringValueParser::new(), help_heading = SERVER)]
    pub site_name: Option<String>,

    /// Folder whose files replace the templates of the same name
    #[arg(long, env, help_heading = SERVER)]
    pub templates_dir: Option<PathBuf>,

    /// Database URL: `sqlite://…`, `postgres://…` or `mysql://…`
    #[arg(long, env, default_value = DEFAULT_DATABASE_URL, hide_env_values = true, help_heading = DATABASE)]
    pub database_url: String,

    /// Maximum number of database connections
    #[arg(long, env, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000), help_heading = DATABASE)]
    pub database_connections: u32,

    /// Timeout of a request for a connection or a lock; then the server answers 503
    #[arg(long, env, default_value = "5s", value_parser = statement_timeout, help_heading = DATABASE)]
    pub database_timeout: Duration,

    /// Time to wait at start for an unavailable database server
    #[arg(long, env, default_value = "30s", value_parser = wait, help_heading = DATABASE)]
    pub database_wait: Duration,

    /// Migrate the schema at start
    #[arg(long, env, default_value = "auto", help_heading = DATABASE)]
    pub migrate: Migrate,

    /// SMTP server, such as `smtps://user:password@mail.example` or
    /// `smtp://mail.example:587?tls=required`
    #[arg(long, env, hide_env_values = true, help_heading = EMAIL)]
    smtp_url: Option<String>,

    /// Sender of emails, such as `Cookie Shop <no-reply@shop.example>`
    #[arg(long, env, value_parser = MailFrom::parse, help_heading = EMAIL)]
    pub mail_from: Option<MailFrom>,

    /// Verification of email addresses [default: optional if emails are sent]
    #[arg(long, env, help_heading = EMAIL)]
    pub email_verification: Option<VerificationChoice>,

    /// Secret key of the deployment, at least 32 random bytes [default: a file next to the SQLite
    /// database]
    #[arg(long, env, hide_env_values = true, help_heading = SECURITY)]
    secret_key: Option<String>,

    /// Previous secret key, during a rotation: its sessions stay valid
    #[arg(long, env, hide_env_values = true, help_heading = SECURITY)]
    secret_key_previous: Option<String>,

    /// Secret for password hashes that is stored outside the database, at least 32 random bytes;
    /// if it is lost, all passwords must be reset
    #[arg(long, env, hide_env_values = true, help_heading = SECURITY)]
    password_pepper: Option<String>,

    /// Previous password pepper, during a rotation: its hashes stay valid and are renewed at login
    #[arg(long, env, hide_env_values = true, help_heading = SECURITY)]
    password_pepper_previous: Option<String>,

    /// Who may register
    #[arg(long, env, default_value = "open", help_heading = SECURITY)]
    pub registration: RegistrationChoice,

    /// What registration discloses about existing accounts [default: none if email verification is
    /// required, else registration]
    #[arg(long, env, help_heading = SECURITY)]
    pub disclosure: Option<DisclosureChoice>,

    /// Rate limits for logins, registrations and emails; disable for benchmarks only
    #[arg(long, env, default_value = "on", help_heading = SECURITY)]
    pub rate_limits: RateLimits,

    /// Minimum length of a new password, in characters
    #[arg(long, env, default_value_t = PasswordPolicy::LEAST_MIN_LENGTH, value_parser = min_length, help_heading = SECURITY)]
    pub password_min_length: usize,

    /// Check of new passwords against data breaches: `off`,
    /// `https://api.pwnedpasswords.com/range/`, or a file of sorted SHA-1 hashes
    #[arg(long, env, default_value = "off", value_parser = BreachedChoice::parse, help_heading = SECURITY)]
    pub breached_passwords: BreachedChoice,

    /// Memory of one password hash, in KiB
    #[arg(long, env, default_value_t = 19_456, help_heading = SECURITY)]
    pub argon2_memory_kib: u32,

    /// Iterations of one password hash
    #[arg(long, env, default_value_t = 2, help_heading = SECURITY)]
    pub argon2_passes: u32,

    /// Lanes of one password hash
    #[arg(long, env, default_value_t = 1, help_heading = SECURITY)]
    pub argon2_lanes: u32,

    /// Grace period of account deletion
    #[arg(long, env, default_value = "0s", value_parser = duration, help_heading = SECURITY)]
    pub deletion_grace: Duration,

    /// Retention of account events
    #[arg(long, env, default_value = "90days", value_parser = lifetime, help_heading = SECURITY)]
    pub events_kept: Duration,

    /// Idle timeout of a session
    #[arg(long, env, default_value = "14days", value_parser = lifetime, help_heading = SESSIONS)]
    pub session_idle: Duration,

    /// Maximum lifetime of a session
    #[arg(long, env, default_value = "30days", value_parser = lifetime, help_heading = SESSIONS)]
    pub session_lifetime: Duration,

    /// Session cache: `on` (SQLite and PostgreSQL), `off`, or for MariaDB and MySQL a time such as
    /// `5s` for which a session that another process revoked may stay valid
    #[arg(long, env, default_value = "on", value_parser = session_cache, help_heading = SESSIONS)]
    pub session_cache: SessionCaching,

    /// Format of the log on standard error
    #[arg(long, env, default_value = "auto", help_heading = LOGGING)]
    pub log_format: LogFormat,

    /// Address and port of `/metrics` for Prometheus; do not expose it to the public
    #[arg(long, env, value_parser = address, help_heading = LOGGING)]
    pub metrics_listen: Option<SocketAddr>,
}

impl Config {
    /// Applies the options to a builder.
    ///
    /// # Errors
    ///
    /// If a secret, the SMTP URL, the hash parameters or the file of breached passwords is invalid.
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
            .rate_limits(self.rate_limits == RateLimits::On)
            .registration(self.registration.into())
            .deletion_grace(self.deletion_grace)
            .events_kept(self.events_kept)
            .local_url(format!("http://{}", self.listen))
            .password_min_length(self.password_min_length)
            .hash_cost(cost)
            .sessions(SessionPolicy::default().with(|lifetimes| {
                lifetimes.idle = self.session_idle;
                lifetimes.lifetime = self.session_lifetime;
            }))
            .session_caching(self.session_cache);
        if let Some(choice) = self.disclosure {
            builder = builder.disclosure(choice.into());
        }
        if let Some(choice) = self.email_verification {
            builder = builder.email_verification(choice.into());
        }
        if let Some(url) = &self.smtp_url {
            let server = SmtpUrl::parse(url).map_err(ConfigError::SmtpUrl)?;
            let from = self.mail_from.clone().ok_or(ConfigError::MailFrom)?;
            builder = builder.smtp(server, from);
        }
        if let Some(key) = &self.secret_key {
            builder = builder.secret_key(SecretKey::parse(key).map_err(ConfigError::SecretKey)?);
        }
        if let Some(key) = &self.secret_key_previous {
            let key = SecretKey::parse(key).map_err(ConfigError::SecretKeyPrevious)?;
            builder = builder.previous_secret_key(key);
        }
        if let Some(key) = &self.password_pepper {
            let pepper = SecretKey::parse(key).map_err(ConfigError::PasswordPepper)?;
            builder = builder.password_pepper(pepper);
        }
        if let Some(key) = &self.password_pepper_previous {
            let pepper = SecretKey::parse(key).map_err(ConfigError::PasswordPepperPrevious)?;
            builder = builder.previous_password_pepper(pepper);
        }
        if let Some(breached) = self.breached_passwords.open()? {
            builder = builder.breached_passwords(breached);
        }
        if let Some(url) = &self.public_url {
            builder = builder.public_url(url.clone());
        }
        if let Some(proxies) = &self.trusted_proxies {
            builder = builder.trusted_proxies(proxies.clone());
        }
        if let Some(hosts) = &self.forward_auth_hosts {
            builder = builder.protected_hosts(hosts.clone());
        }
        if let Some(domain) = &self.cookie_domain {
            builder = builder.cookie_domain(domain.clone());
        }
        if let Some(name) = &self.site_name {
            builder = builder.site_name(name);
        }
        if let Some(folder) = &self.templates_dir {
            builder = builder.templates_folder(folder.clone());
        }
        let is_for_others = self
            .public_url
            .as_ref()
            .is_some_and(|url| !url.is_loopback());
        if self.smtp_url.is_none() && is_for_others {
            builder = builder.without_email();
        }
        Ok(with_option_names(builder))
    }
}
