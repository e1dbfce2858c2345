use std::{io, path::PathBuf};

use vestibule_domain::{Unavailable, UnfitKey};
use vestibule_seaorm::{ConnectError, MigrateError, UnfitPool};
use vestibule_templates::TemplateError;

/// Why accounts can't be opened. With its sources it is one clear line; no secret is in it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database can't be opened.
    #[error("the database can't be opened")]
    Connect(#[from] ConnectError),
    /// The schema can't be brought up to date.
    #[error("the database can't be used")]
    Schema(#[from] MigrateError),
    /// The schema is older than the program, and the program was told not to change it.
    #[error("the schema of the database is not up to date: run the command `migrate` first")]
    SchemaBehind,
    /// A template is missing or broken.
    #[error("a template is broken")]
    Template(#[from] TemplateError),
    /// No secret key, and no place to make one.
    #[error(
        "SECRET_KEY is missing: a database that servers share, or a pool of the host's own, needs one given, of 32 random bytes or more"
    )]
    SecretKeyMissing,
    /// Two secrets are the same one.
    #[error(
        "{again} is the same as {first}: each needs a key of its own (the command `key` prints one)"
    )]
    KeyTwice {
        /// The variable of the one.
        first: &'static str,
        /// The variable of the other.
        again: &'static str,
    },
    /// Addresses shall be proven, and there is no mail to prove them by.
    #[error("EMAIL_VERIFICATION needs a mail server: set SMTP_URL and MAIL_FROM")]
    NobodySendsMail,
    /// Strangers shall learn nothing, and a registration that logs in at once tells them.
    #[error("DISCLOSURE=none needs EMAIL_VERIFICATION=required")]
    RegistrationDiscloses,
    /// Mails have links, and nobody said where to.
    #[error("SMTP_URL needs PUBLIC_URL: the links in mails lead there")]
    PublicUrlMissing,
    /// Other hosts are protected or get the session, and nobody said where this site is.
    #[error("FORWARD_AUTH_HOSTS and COOKIE_DOMAIN need PUBLIC_URL: people log in there")]
    SiteUnknown,
    /// Browsers would keep no cookie for the domain.
    #[error("COOKIE_DOMAIN must be the domain of PUBLIC_URL, or one above it")]
    ForeignCookieDomain,
    /// Browsers would not send the session to a host that asks for it.
    #[error("FORWARD_AUTH_HOSTS has {host}, which no session reaches: it is not in COOKIE_DOMAIN")]
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
