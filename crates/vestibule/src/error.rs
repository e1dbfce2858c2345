use std::{io, path::PathBuf};

use vestibule_domain::{Unavailable, UnfitKey};
use vestibule_seaorm::{ConnectError, MigrateError, UnfitPool};
use vestibule_templates::TemplateError;

/// Why accounts can't be opened. With its sources it is one clear line; no secret is in it.
///
/// Its `Debug` is that line, since a `main` that returns an error prints it so.
#[derive(thiserror::Error)]
pub enum StartError {
    /// The database can't be opened.
    #[error("the database can't be opened")]
    Connect(#[from] ConnectError),
    /// The database must be there already, and there is no such file.
    #[error(
        "there is no database at {path}: start the command in the folder of the installation, or \
         set DATABASE_URL; the command `serve` makes a new installation",
        path = path.display()
    )]
    NoDatabase {
        /// The file.
        path: PathBuf,
    },
    /// The database must have accounts already, and has no table of them.
    #[error(
        "the database has no accounts: check DATABASE_URL; the command `serve` makes a new \
         installation"
    )]
    NoAccounts,
    /// The schema can't be brought up to date.
    #[error("the database can't be used")]
    Schema(#[from] MigrateError),
    /// The schema is older than the program, and the program was told not to change it.
    #[error(
        "the schema of the database is not up to date: run `vestibule::migration::migrate` first, or leave out `Builder::migrate(false)`"
    )]
    SchemaBehind,
    /// A template is missing or broken.
    #[error("a template is broken")]
    Template(#[from] TemplateError),
    /// No secret key, and no place to make one.
    #[error(
        "a database that servers share, or a pool of the host's own, needs a `Builder::secret_key` of 32 random bytes or more"
    )]
    SecretKeyMissing,
    /// Two secrets are the same one.
    #[error("`Builder::{again}` is the same as `Builder::{first}`: each needs a key of its own")]
    KeyTwice {
        /// The method of the builder that took the one.
        first: &'static str,
        /// The method of the builder that took the other.
        again: &'static str,
    },
    /// Addresses shall be proven, and there is no mail to prove them by.
    #[error(
        "`Builder::email_verification` needs emails: call `Builder::smtp` or `Builder::mailer`"
    )]
    NobodySendsMail,
    /// A site for others that was not told whether and how it sends emails.
    #[error(
        "a site with a `Builder::public_url` for others sends emails: call `Builder::smtp` or \
         `Builder::mailer`, or `Builder::without_email`, and nobody can reset a password by email"
    )]
    MailUndecided,
    /// Strangers shall learn nothing, and a registration that logs in at once tells them.
    #[error("`Disclosure::None` needs `EmailVerification::Required`")]
    RegistrationDiscloses,
    /// Mails have links, and nobody said where to.
    #[error(
        "`Builder::smtp` and `Builder::mailer` need `Builder::public_url`: the links in emails lead there"
    )]
    PublicUrlMissing,
    /// Other hosts are protected or get the session, and nobody said where this site is.
    #[error(
        "`Builder::protected_hosts` and `Builder::cookie_domain` need `Builder::public_url`: users log in there"
    )]
    SiteUnknown,
    /// Browsers would keep no cookie for the domain.
    #[error(
        "`Builder::cookie_domain` must be the domain of `Builder::public_url`, or one above it"
    )]
    ForeignCookieDomain,
    /// Browsers would not send the session to a host that asks for it.
    #[error(
        "`Builder::protected_hosts` has {host}, which no session reaches: it is not in `Builder::cookie_domain`"
    )]
    SessionDoesNotReach {
        /// The host.
        host: String,
    },
    /// The host's pool of connections can't be used.
    #[error(transparent)]
    UnfitPool(#[from] UnfitPool),
    /// The file of the secret key can't be read or made.
    #[error("the secret key in {path} can't be used")]
    SecretKeyFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// What is in the file is no good key.
    #[error("the secret key in {path} is unfit")]
    SecretKeyUnfit {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: UnfitKey,
    },
    /// The database or the system's random numbers failed.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// The system gives no threads to hash on.
    #[error("the threads that hash passwords can't be started")]
    Threads(#[source] io::Error),
}

vestibule_domain::debug_as_sentence!(StartError);
