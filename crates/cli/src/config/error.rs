use std::path::PathBuf;

use vestibule_argon2::InvalidParams;
use vestibule_breached::InvalidHashFile;
use vestibule_domain::InvalidKey;
use vestibule_mail::InvalidSmtpUrl;

use super::SecretError;

/// The error of a configuration whose options are valid one by one.
#[derive(thiserror::Error)]
pub enum ConfigError {
    /// A secret cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The secret key, the pepper or a previous one is invalid. The message does not show it.
    #[error("invalid {variable}: {source}")]
    Key {
        /// The variable of the key.
        variable: &'static str,
        /// The reason.
        source: InvalidKey,
    },
    /// The file of breached passwords is invalid.
    #[error("invalid BREACHED_PASSWORDS={path}", path = path.display())]
    BreachedFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: InvalidHashFile,
    },
    /// The system has no root certificates to verify the service.
    #[error("cannot verify the service of BREACHED_PASSWORDS")]
    BreachedService(#[source] std::io::Error),
    /// The SMTP URL is invalid. The message does not show it, because it may contain a password.
    #[error("invalid SMTP_URL: {0}")]
    SmtpUrl(#[source] InvalidSmtpUrl),
    /// The SMTP server is set, but not the sender.
    #[error("SMTP_URL needs MAIL_FROM, the sender of emails")]
    MailFrom,
    /// The hash parameters are invalid together.
    #[error("invalid ARGON2_MEMORY_KIB, ARGON2_PASSES or ARGON2_LANES: {0}")]
    HashCost(#[source] InvalidParams),
}

vestibule_domain::debug_as_sentence!(ConfigError);
