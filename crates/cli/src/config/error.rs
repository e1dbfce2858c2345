use std::path::PathBuf;

use vestibule_argon2::InvalidParams;
use vestibule_breached::InvalidHashFile;
use vestibule_domain::InvalidKey;
use vestibule_mail::InvalidSmtpUrl;

/// The error of a configuration whose options are valid one by one.
#[derive(thiserror::Error)]
pub enum ConfigError {
    /// The secret key is invalid. The message does not show it.
    #[error("SECRET_KEY can't be used: {0}")]
    SecretKey(#[source] InvalidKey),
    /// The previous secret key is invalid.
    #[error("SECRET_KEY_PREVIOUS can't be used: {0}")]
    SecretKeyPrevious(#[source] InvalidKey),
    /// The pepper is invalid. The message does not show it.
    #[error("PASSWORD_PEPPER can't be used: {0}")]
    PasswordPepper(#[source] InvalidKey),
    /// The previous pepper is invalid.
    #[error("PASSWORD_PEPPER_PREVIOUS can't be used: {0}")]
    PasswordPepperPrevious(#[source] InvalidKey),
    /// The file of breached passwords is invalid.
    #[error("BREACHED_PASSWORDS={path} can't be used", path = path.display())]
    BreachedFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: InvalidHashFile,
    },
    /// The system has no root certificates to verify the service.
    #[error("BREACHED_PASSWORDS can't be used: its service could not be verified")]
    BreachedService(#[source] std::io::Error),
    /// The SMTP URL is invalid. The message does not show it, because it may contain a password.
    #[error("SMTP_URL can't be used: {0}")]
    SmtpUrl(#[source] InvalidSmtpUrl),
    /// The SMTP server is set, but not the sender.
    #[error("SMTP_URL needs MAIL_FROM: the address that mails come from")]
    MailFrom,
    /// The hash parameters are invalid together.
    #[error("ARGON2_MEMORY_KIB, ARGON2_PASSES and ARGON2_LANES can't be used: {0}")]
    HashCost(#[source] InvalidParams),
}

vestibule_domain::debug_as_sentence!(ConfigError);
