use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Parser;
use vestibule_builder::SessionCaching;
use vestibule_domain::{EmailAddress, PasswordPolicy};
use vestibule_mail::MailFrom;
use vestibule_templates::{AccentColor, Logo};
use vestibule_web::{CookieDomain, ProtectedHosts, PublicUrl, TrustedProxies};

mod apply;
mod breached;
mod choices;
mod error;
mod headings;
mod secrets;
mod values;

pub use breached::BreachedChoice;
pub use choices::{
    DisclosureChoice, Illustration, LogFormat, Migrate, RateLimits, RegistrationChoice,
    VerificationChoice,
};
pub use error::ConfigError;
pub(crate) use headings::{DATABASE, EMAIL, LOGGING, SECURITY, SERVER, SESSIONS};
pub use secrets::SecretError;
pub(crate) use secrets::refuse_arguments;
use values::{address, logo, min_length, session_cache, site_url, statement_timeout, wait};
pub(crate) use values::{duration, email, lifetime};

/// All configuration options. A command-line argument takes precedence over an environment variable,
/// which takes precedence over a `.env` file in the working directory, which takes precedence over
/// the default.
#[derive(Clone, Parser)]
pub struct Config {
    /// Address and port to listen on
    #[arg(long, env, value_name = "ADDRESS", default_value = "127.0.0.1:8000", value_parser = address, help_heading = SERVER)]
    pub listen: SocketAddr,

    /// Public URL of the site, such as `https://shop.example`
    #[arg(long, env, value_name = "URL", value_parser = PublicUrl::parse, help_heading = SERVER)]
    pub public_url: Option<PublicUrl>,

    /// Trusted reverse proxies, which set `X-Forwarded-For` or `Forwarded`: IP addresses and networks,
    /// such as `10.0.0.0/8,192.0.2.1`
    #[arg(long, env, value_name = "NETWORKS", value_parser = TrustedProxies::parse, help_heading = SERVER)]
    pub trusted_proxies: Option<TrustedProxies>,

    /// Hosts of other applications that use forward authentication, such as
    /// `app.example.com,*.apps.example.com`
    #[arg(long, env, value_name = "HOSTS", value_parser = ProtectedHosts::parse, hide_short_help = true, help_heading = SERVER)]
    pub forward_auth_hosts: Option<ProtectedHosts>,

    /// Domain of the session cookie, for forward authentication only, such as `example.com`
    #[arg(long, env, value_name = "DOMAIN", value_parser = CookieDomain::parse, hide_short_help = true, help_heading = SERVER)]
    pub cookie_domain: Option<CookieDomain>,

    /// Name of the site on pages and in emails
    #[arg(long, env, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new(), help_heading = SERVER)]
    pub site_name: Option<String>,

    /// Logo: an SVG or PNG file
    #[arg(long, env, value_name = "PATH", value_parser = logo, hide_short_help = true, help_heading = SERVER)]
    pub site_logo: Option<Logo>,

    /// Illustration beside login, registration and similar forms
    #[arg(long, env, value_name = "MODE", default_value = "on", hide_short_help = true, help_heading = SERVER)]
    pub site_illustration: Illustration,

    /// Accent color of the pages and emails, such as `#7a1f3d`
    #[arg(long, env, value_name = "COLOR", value_parser = AccentColor::light, hide_short_help = true, help_heading = SERVER)]
    pub accent_color: Option<AccentColor>,

    /// Accent color of dark pages, such as `#f0a6bd` [default: from ACCENT_COLOR]
    #[arg(long, env, value_name = "COLOR", value_parser = AccentColor::dark, hide_short_help = true, help_heading = SERVER)]
    pub accent_color_dark: Option<AccentColor>,

    /// Support address in the footer of pages and emails
    #[arg(long, env, value_name = "EMAIL", value_parser = email, hide_short_help = true, help_heading = SERVER)]
    pub site_support_email: Option<EmailAddress>,

    /// Terms of service, linked in the footer: a path or a URL
    #[arg(long, env, value_name = "URL", value_parser = site_url, hide_short_help = true, help_heading = SERVER)]
    pub site_terms_url: Option<String>,

    /// Privacy policy, linked in the footer: a path or a URL
    #[arg(long, env, value_name = "URL", value_parser = site_url, hide_short_help = true, help_heading = SERVER)]
    pub site_privacy_url: Option<String>,

    /// Folder with files that replace the templates of the same name
    #[arg(long, env, value_name = "FOLDER", hide_short_help = true, help_heading = SERVER)]
    pub templates_dir: Option<PathBuf>,

    /// Database URL: `sqlite://…`, `postgres://…` or `mysql://…`
    /// [default: sqlite://data/vestibule.sqlite3]
    #[arg(long, env, value_name = "URL", hide_env_values = true, help_heading = DATABASE)]
    database_url: Option<String>,

    /// File with the database URL
    #[arg(long, env, value_name = "PATH", hide_short_help = true, help_heading = DATABASE)]
    database_url_file: Option<PathBuf>,

    /// Maximum number of database connections
    #[arg(long, env, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000), hide_short_help = true, help_heading = DATABASE)]
    pub database_connections: u32,

    /// Timeout for a database connection or lock, after which the server answers 503
    #[arg(long, env, value_name = "DURATION", default_value = "5s", value_parser = statement_timeout, hide_short_help = true, help_heading = DATABASE)]
    pub database_timeout: Duration,

    /// Maximum time to wait at start for an unavailable database server
    #[arg(long, env, value_name = "DURATION", default_value = "30s", value_parser = wait, hide_short_help = true, help_heading = DATABASE)]
    pub database_wait: Duration,

    /// Migration of the schema
    #[arg(long, env, value_name = "WHEN", default_value = "auto", hide_short_help = true, help_heading = DATABASE)]
    pub migrate: Migrate,

    /// SMTP server, such as `smtps://user:password@mail.example` or
    /// `smtp://mail.example:587?tls=required`
    #[arg(long, env, value_name = "URL", hide_env_values = true, help_heading = EMAIL)]
    smtp_url: Option<String>,

    /// File with the SMTP URL
    #[arg(long, env, value_name = "PATH", hide_short_help = true, help_heading = EMAIL)]
    smtp_url_file: Option<PathBuf>,

    /// Sender of emails, such as `Cookie Shop <no-reply@shop.example>`
    #[arg(long, env, value_name = "SENDER", value_parser = MailFrom::parse, help_heading = EMAIL)]
    pub mail_from: Option<MailFrom>,

    /// Verification of email addresses [default: optional if emails are sent]
    #[arg(long, env, value_name = "MODE", help_heading = EMAIL)]
    pub email_verification: Option<VerificationChoice>,

    /// Secret key of the deployment, at least 32 random bytes
    #[arg(long, env, hide_env_values = true, hide = true, help_heading = SECURITY)]
    secret_key: Option<String>,

    /// File with the secret key of the deployment, at least 32 random bytes; or set SECRET_KEY
    /// [default: secret.key next to the SQLite database]
    #[arg(long, env, value_name = "PATH", help_heading = SECURITY)]
    secret_key_file: Option<PathBuf>,

    /// Previous secret key, during a rotation: its sessions stay valid
    #[arg(long, env, hide_env_values = true, hide = true, help_heading = SECURITY)]
    secret_key_previous: Option<String>,

    /// File with the previous secret key, whose sessions stay valid; or set SECRET_KEY_PREVIOUS
    #[arg(long, env, value_name = "PATH", hide_short_help = true, help_heading = SECURITY)]
    secret_key_previous_file: Option<PathBuf>,

    /// Secret for password hashes that is stored outside the database, at least 32 random bytes
    #[arg(long, env, hide_env_values = true, hide = true, help_heading = SECURITY)]
    password_pepper: Option<String>,

    /// File with a secret for password hashes, at least 32 random bytes; or set PASSWORD_PEPPER. If
    /// you lose it, all users must reset their passwords
    #[arg(long, env, value_name = "PATH", hide_short_help = true, help_heading = SECURITY)]
    password_pepper_file: Option<PathBuf>,

    /// Previous password pepper, during a rotation: its hashes stay valid and are renewed at login
    #[arg(long, env, hide_env_values = true, hide = true, help_heading = SECURITY)]
    password_pepper_previous: Option<String>,

    /// File with the previous pepper, whose hashes stay valid and are renewed at login; or set
    /// PASSWORD_PEPPER_PREVIOUS
    #[arg(long, env, value_name = "PATH", hide_short_help = true, help_heading = SECURITY)]
    password_pepper_previous_file: Option<PathBuf>,

    /// Who may register
    #[arg(long, env, value_name = "MODE", default_value = "open", help_heading = SECURITY)]
    pub registration: RegistrationChoice,

    /// What unauthenticated clients learn about existing accounts [default: none if email verification is
    /// required, else registration]
    #[arg(long, env, value_name = "MODE", hide_short_help = true, help_heading = SECURITY)]
    pub disclosure: Option<DisclosureChoice>,

    /// Rate limits for logins, registrations and emails; disable for benchmarks only
    #[arg(long, env, value_name = "MODE", default_value = "on", hide_short_help = true, help_heading = SECURITY)]
    pub rate_limits: RateLimits,

    /// Minimum length of a new password, in characters
    #[arg(long, env, value_name = "CHARACTERS", default_value_t = PasswordPolicy::LEAST_MIN_LENGTH, value_parser = min_length, hide_short_help = true, help_heading = SECURITY)]
    pub password_min_length: usize,

    /// Check of new passwords against data breaches: `off`,
    /// `https://api.pwnedpasswords.com/range/`, or a file of sorted SHA-1 hashes
    #[arg(long, env, value_name = "SOURCE", default_value = "off", value_parser = BreachedChoice::parse, hide_short_help = true, help_heading = SECURITY)]
    pub breached_passwords: BreachedChoice,

    /// Memory of one password hash, in KiB
    #[arg(long, env, value_name = "KIB", default_value_t = 19_456, hide_short_help = true, help_heading = SECURITY)]
    pub argon2_memory_kib: u32,

    /// Iterations of one password hash
    #[arg(long, env, value_name = "NUMBER", default_value_t = 2, hide_short_help = true, help_heading = SECURITY)]
    pub argon2_passes: u32,

    /// Lanes of one password hash
    #[arg(long, env, value_name = "NUMBER", default_value_t = 1, hide_short_help = true, help_heading = SECURITY)]
    pub argon2_lanes: u32,

    /// Grace period of account deletion, in which a login cancels it
    #[arg(long, env, value_name = "DURATION", default_value = "0s", value_parser = duration, hide_short_help = true, help_heading = SECURITY)]
    pub deletion_grace: Duration,

    /// Time for which account events are kept
    #[arg(long, env, value_name = "DURATION", default_value = "90days", value_parser = lifetime, hide_short_help = true, help_heading = SECURITY)]
    pub events_kept: Duration,

    /// Idle timeout of a session
    #[arg(long, env, value_name = "DURATION", default_value = "14days", value_parser = lifetime, hide_short_help = true, help_heading = SESSIONS)]
    pub session_idle: Duration,

    /// Maximum lifetime of a session
    #[arg(long, env, value_name = "DURATION", default_value = "30days", value_parser = lifetime, hide_short_help = true, help_heading = SESSIONS)]
    pub session_lifetime: Duration,

    /// Session cache: `on` (SQLite and PostgreSQL), `off`, or for MariaDB and MySQL a time such as
    /// `5s` for which a session that another process revoked may stay valid
    #[arg(long, env, value_name = "MODE", default_value = "on", value_parser = session_cache, hide_short_help = true, help_heading = SESSIONS)]
    pub session_cache: SessionCaching,

    /// Format of the log on standard error
    #[arg(long, env, value_name = "FORMAT", default_value = "auto", help_heading = LOGGING)]
    pub log_format: LogFormat,

    /// Address and port of `/metrics` for Prometheus; do not expose it to the public
    #[arg(long, env, value_name = "ADDRESS", value_parser = address, hide_short_help = true, help_heading = LOGGING)]
    pub metrics_listen: Option<SocketAddr>,
}
