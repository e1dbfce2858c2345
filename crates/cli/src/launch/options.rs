//! What a [`StartError`] says about methods of the builder, said to an operator in the names of the
//! options.

use std::borrow::Cow;

use vestibule_builder::StartError;
use vestibule_domain::ErrorChain;

/// The error and its causes in one line.
pub(super) fn explain(error: &StartError) -> String {
    let explained: Cow<'_, str> = match error {
        StartError::SchemaBehind => {
            "the database schema is outdated (run the command `migrate`)".into()
        }
        StartError::SecretKeyMissing => {
            "SECRET_KEY is missing: a database server, or a pool of the application, needs a key of at \
             least 32 random bytes"
                .into()
        }
        StartError::KeyTwice { first, again } => format!(
            "{} is the same as {}: use different keys (the command `key` generates one)",
            option(again),
            option(first)
        )
        .into(),
        StartError::EmailRequired => {
            "EMAIL_VERIFICATION needs a mail server: set SMTP_URL and MAIL_FROM".into()
        }
        StartError::RegistrationDiscloses => {
            "DISCLOSURE=none needs EMAIL_VERIFICATION=required".into()
        }
        StartError::PublicUrlMissing => {
            "SMTP_URL needs PUBLIC_URL, the base of links in emails".into()
        }
        StartError::SiteUnknown => {
            "FORWARD_AUTH_HOSTS and COOKIE_DOMAIN need PUBLIC_URL, where users log in".into()
        }
        StartError::ForeignCookieDomain => {
            "COOKIE_DOMAIN must be the domain of PUBLIC_URL or a parent domain".into()
        }
        StartError::SessionDoesNotReach { host } => format!(
            "FORWARD_AUTH_HOSTS has {host}, which is outside of COOKIE_DOMAIN"
        )
        .into(),
        _ => ErrorChain(error).to_string().into(),
    };
    explained.into_owned()
}

/// The option for a secret that a method of the builder takes.
fn option(method: &str) -> &str {
    match method {
        "secret_key" => "SECRET_KEY",
        "previous_secret_key" => "SECRET_KEY_PREVIOUS",
        "password_pepper" => "PASSWORD_PEPPER",
        "previous_password_pepper" => "PASSWORD_PEPPER_PREVIOUS",
        other => other,
    }
}
