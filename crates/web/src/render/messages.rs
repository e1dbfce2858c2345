//! The keys of messages for users. Their texts are in the catalogues of the templates.

use vestibule_domain::{InvalidEmail, WeakPassword};
use vestibule_templates::Message;

pub(crate) const WRONG_PASSWORD: Message = Message::new("password-wrong");
pub(crate) const NO_PASSWORD: Message = Message::new("password-missing");
pub(crate) const REGISTER_FAILED: Message = Message::new("register-failed");
pub(crate) const LOGIN_DISABLED: Message = Message::new("login-disabled");
pub(crate) const CHANGE_FAILED: Message = Message::new("change-password-failed");
pub(crate) const EMAIL_VERIFIED: Message = Message::new("verify-email-done");
pub(crate) const EMAIL_CHANGED: Message = Message::new("confirm-email-change-done");
pub(crate) const EMAIL_CHANGE_FAILED: Message = Message::new("email-change-failed");

/// Where a new password was left out.
pub(crate) fn no_new_password(min_length: usize) -> Message {
    Message::new("password-new-missing").with("min", i64::try_from(min_length).unwrap_or(i64::MAX))
}

pub(crate) fn about_email(error: InvalidEmail) -> Message {
    match error {
        InvalidEmail::Missing => Message::new("email-missing"),
        InvalidEmail::TooLong => Message::new("email-too-long"),
        InvalidEmail::NoDomain => Message::new("email-no-domain"),
        InvalidEmail::Local => Message::new("email-local"),
        InvalidEmail::Domain => Message::new("email-domain"),
    }
}

pub(crate) fn about_password(error: WeakPassword) -> Message {
    match error {
        WeakPassword::TooShort { min } => Message::new("password-too-short").with("min", min),
        WeakPassword::TooLong { max } => Message::new("password-too-long").with("max", max),
        WeakPassword::Common => Message::new("password-common"),
        WeakPassword::Breached => Message::new("password-breached"),
        WeakPassword::ResemblesEmail => Message::new("password-resembles-email"),
        WeakPassword::ResemblesSite => Message::new("password-resembles-site"),
    }
}
