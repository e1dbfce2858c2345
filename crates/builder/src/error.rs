use std::{io, path::PathBuf};

use vestibule_domain::{InvalidKey, Unavailable};
use vestibule_seaorm::{ConnectError, MigrateError, UnsupportedPool};
use vestibule_templates::TemplateError;

/// The error of [`Builder::build`](crate::Builder::build). Its message has no secret.
///
/// `Debug` prints the message with its sources on one line, because a `main` that returns an error
/// prints it with `Debug`.
#[derive(thiserror::Error)]
pub enum StartError {
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Connect(#[from] ConnectError),
    /// The command requires an existing database, and the file does not exist.
    #[error(
        "there is no database at {path}: start the command in the folder of the installation, or \
         set DATABASE_URL; the command `serve` makes a new installation",
        path = path.display()
    )]
    NoDatabase {
        /// The file.
        path: PathBuf,
    },
    /// The command requires an existing database, and it has no tables of Vestibule.
    #[error(
        "the database has no accounts: check DATABASE_URL; the command `serve` makes a new \
         installation"
    )]
    NoAccounts,
    /// The schema cannot be migrated.
    #[error("cannot use the database")]
    Schema(#[from] MigrateError),
    /// The schema is outdated, and migrations at start are disabled.
    #[error(
        "the database schema is outdated (run `vestibule::migration::migrate`, or omit `Builder::migrate(false)`)"
    )]
    SchemaBehind,
    /// A template is missing or invalid.
    #[error("a template is broken")]
    Template(#[from] TemplateError),
    /// There is no secret key and no file to store a new one in.
    #[error(
        "a database server, or a pool of the application, needs a `Builder::secret_key` of at least 32 random bytes"
    )]
    SecretKeyMissing,
    /// Two secrets are equal.
    #[error("`Builder::{again}` is the same as `Builder::{first}`: each needs a key of its own")]
    KeyTwice {
        /// The method of the builder that took the one.
        first: &'static str,
        /// The method of the builder that took the other.
        again: &'static str,
    },
    /// Email verification requires a mailer.
    #[error(
        "`Builder::email_verification` needs emails: call `Builder::smtp` or `Builder::mailer`"
    )]
    EmailRequired,
    /// A public site must configure how to send emails, or opt out.
    #[error(
        "a site with a `Builder::public_url` for others sends emails: call `Builder::smtp` or \
         `Builder::mailer`, or `Builder::without_email`, and users cannot reset a password by email"
    )]
    EmailUndecided,
    /// Registration must disclose nothing, but logs in at once, which discloses free addresses.
    #[error("`Disclosure::None` needs `EmailVerification::Required`")]
    RegistrationDiscloses,
    /// Emails require a public URL for their links.
    #[error(
        "`Builder::smtp` and `Builder::mailer` need `Builder::public_url`: the links in emails lead there"
    )]
    PublicUrlMissing,
    /// Protected hosts and a cookie domain require a public URL.
    #[error(
        "`Builder::protected_hosts` and `Builder::cookie_domain` need `Builder::public_url`: users log in there"
    )]
    SiteUnknown,
    /// Browsers would refuse cookies for the domain.
    #[error(
        "`Builder::cookie_domain` must be the domain of `Builder::public_url` or a parent domain"
    )]
    ForeignCookieDomain,
    /// Browsers would not send the session cookie to a protected host.
    #[error("`Builder::protected_hosts` has {host}, which is outside of `Builder::cookie_domain`")]
    SessionDoesNotReach {
        /// The host.
        host: String,
    },
    /// The connection pool of the application is unsupported.
    #[error(transparent)]
    UnsupportedPool(#[from] UnsupportedPool),
    /// The file of the secret key cannot be read or created.
    #[error("invalid secret key in {path}")]
    SecretKeyFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file has no valid secret key.
    #[error("invalid secret key in {path}")]
    InvalidSecretKey {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: InvalidKey,
    },
    /// The database or the random number generator failed.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// The system cannot start the threads for password hashing.
    #[error("cannot start the threads that hash passwords")]
    Threads(#[source] io::Error),
}

vestibule_domain::debug_as_sentence!(StartError);
