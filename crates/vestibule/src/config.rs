use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Parser;
use vestibule_argon2::{Argon2Params, UnfitParams};
use vestibule_breached::UnfitFile;
use vestibule_domain::{PasswordPolicy, SecretKey, SessionPolicy, UnfitKey};
use vestibule_mail::{InvalidSmtpUrl, MailFrom, SmtpUrl};
use vestibule_web::{CookieDomain, ProtectedHosts, PublicUrl, TrustedProxies};

use crate::{Builder, PoolOptions, SessionsInMemory, database::DEFAULT_URL};

mod breached;
mod choices;
mod values;

pub use breached::BreachedChoice;
pub use choices::{
    DisclosureChoice, LogFormat, Migrate, RateLimits, RegistrationChoice, VerificationChoice,
};
use values::{address, min_length, patience, sessions_in_memory, wait};
pub(crate) use values::{duration, lifetime};

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

    /// A secret that goes into password hashes and is not in the database, of 32 random bytes
    /// or more; without it, nobody can log in any more
    #[arg(long, env, hide_env_values = true)]
    password_pepper: Option<String>,

    /// The password pepper before this one: hashes under it stay valid, and are renewed
    #[arg(long, env, hide_env_values = true)]
    password_pepper_previous: Option<String>,

    /// Address and port to listen on
    #[arg(long, env, default_value = "127.0.0.1:8000", value_parser = address)]
    pub listen: SocketAddr,

    /// Address and port where `/metrics` is, for Prometheus; not where the public comes
    #[arg(long, env, value_parser = address)]
    pub metrics_listen: Option<SocketAddr>,

    /// Where people find the site, like `https://shop.example`
    #[arg(long, env, value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,

    /// Addresses and networks of reverse proxies, like `10.0.0.0/8,192.0.2.1`: who connects to
    /// them is believed from `X-Forwarded-For` or `Forwarded`
    #[arg(long, env, value_parser = TrustedProxies::parse)]
    pub trusted_proxies: Option<TrustedProxies>,

    /// Hosts of other applications whose reverse proxy asks here whom to let in, like
    /// `app.example.com,*.apps.example.com`
    #[arg(long, env, value_parser = ProtectedHosts::parse)]
    pub forward_auth_hosts: Option<ProtectedHosts>,

    /// The domain whose hosts all get the session, like `example.com`; only for forward
    /// authentication
    #[arg(long, env, value_parser = CookieDomain::parse)]
    pub cookie_domain: Option<CookieDomain>,

    /// Whether guesses, registrations and mails are limited; off is for benchmarks
    #[arg(long, env, default_value = "on")]
    pub rate_limits: RateLimits,

    /// What the site is called on its pages
    #[arg(long, env, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub site_name: Option<String>,

    /// A folder whose files replace the templates of the same name
    #[arg(long, env)]
    pub templates_dir: Option<PathBuf>,

    /// Who may register
    #[arg(long, env, default_value = "open")]
    pub registration: RegistrationChoice,

    /// What strangers may learn about who has an account [default: none where addresses must
    /// be proven, else registration]
    #[arg(long, env)]
    pub disclosure: Option<DisclosureChoice>,

    /// The mail server, like `smtps://user:password@mail.example` or
    /// `smtp://mail.example:587?tls=required`
    #[arg(long, env, hide_env_values = true)]
    smtp_url: Option<String>,

    /// Who mails come from, like `Cookie Shop <no-reply@shop.example>`
    #[arg(long, env, value_parser = MailFrom::parse)]
    pub mail_from: Option<MailFrom>,

    /// Whether people prove that they receive mail at their address [default: optional where
    /// mails are sent]
    #[arg(long, env)]
    pub email_verification: Option<VerificationChoice>,

    /// Accounts are deleted this long after their owners asked for it
    #[arg(long, env, default_value = "0s", value_parser = duration)]
    pub deletion_grace: Duration,

    /// What happened to an account is kept for this time
    #[arg(long, env, default_value = "90days", value_parser = lifetime)]
    pub events_kept: Duration,

    /// The fewest characters of a new password
    #[arg(long, env, default_value_t = PasswordPolicy::LEAST_MIN_LENGTH, value_parser = min_length)]
    pub password_min_length: usize,

    /// Where new passwords are looked up among those that leaked elsewhere: `off`,
    /// `https://api.pwnedpasswords.com/range/`, or a file of sorted SHA-1 hashes
    #[arg(long, env, default_value = "off", value_parser = BreachedChoice::parse)]
    pub breached_passwords: BreachedChoice,

    /// A session that nobody uses ends after this time
    #[arg(long, env, default_value = "14days", value_parser = lifetime)]
    pub session_idle: Duration,

    /// Whether sessions are kept in memory: `on`, where the database tells of every change; with
    /// MariaDB and MySQL, which can't, a time like `5s` for which one that was ended elsewhere may
    /// work on; or `off`
    #[arg(long, env, default_value = "on", value_parser = sessions_in_memory)]
    pub sessions_in_memory: SessionsInMemory,

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

/// Why a configuration that is complete is refused all the same.
#[derive(thiserror::Error)]
pub enum ConfigError {
    /// The secret key is none. It is not shown.
    #[error("SECRET_KEY can't be used: {0}")]
    SecretKey(#[source] UnfitKey),
    /// The previous secret key is none.
    #[error("SECRET_KEY_PREVIOUS can't be used: {0}")]
    SecretKeyPrevious(#[source] UnfitKey),
    /// The pepper is none. It is not shown.
    #[error("PASSWORD_PEPPER can't be used: {0}")]
    PasswordPepper(#[source] UnfitKey),
    /// The previous pepper is none.
    #[error("PASSWORD_PEPPER_PREVIOUS can't be used: {0}")]
    PasswordPepperPrevious(#[source] UnfitKey),
    /// The file of leaked passwords can't be used.
    #[error("BREACHED_PASSWORDS={path} can't be used", path = path.display())]
    BreachedFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: UnfitFile,
    },
    /// The system has no certificates to verify the service by.
    #[error("BREACHED_PASSWORDS can't be used: its service could not be verified")]
    BreachedService(#[source] std::io::Error),
    /// The mail server's address is none. It is not shown: it may have a password.
    #[error("SMTP_URL can't be used: {0}")]
    SmtpUrl(#[source] InvalidSmtpUrl),
    /// There is a mail server, and nobody whom the mails come from.
    #[error("SMTP_URL needs MAIL_FROM: the address that mails come from")]
    MailFrom,
    /// The hash parameters do not fit together.
    #[error("ARGON2_MEMORY_KIB, ARGON2_PASSES and ARGON2_LANES can't be used: {0}")]
    HashCost(#[source] UnfitParams),
}

vestibule_domain::debug_as_sentence!(ConfigError);

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
            .rate_limits(self.rate_limits == RateLimits::On)
            .registration(self.registration.into())
            .deletion_grace(self.deletion_grace)
            .events_kept(self.events_kept)
            .local_url(format!("http://{}", self.listen))
            .password_min_length(self.password_min_length)
            .hash_cost(cost)
            .sessions(SessionPolicy {
                idle: self.session_idle,
                lifetime: self.session_lifetime,
                ..SessionPolicy::default()
            })
            .sessions_in_memory(self.sessions_in_memory);
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
        builder.has_options = true;
        Ok(builder)
    }
}
