//! What people read when something is not right, and when it is. The words themselves are in
//! the catalogues of the templates.

use vestibule_domain::{InvalidEmail, WeakPassword};
use vestibule_templates::Phrase;

pub(crate) const WRONG_PASSWORD: Phrase = Phrase::new("password-wrong");
pub(crate) const NO_PASSWORD: Phrase = Phrase::new("password-missing");
pub(crate) const REGISTER_FAILED: Phrase = Phrase::new("register-failed");
pub(crate) const LOG_IN_DISABLED: Phrase = Phrase::new("log-in-disabled");
pub(crate) const CHANGE_FAILED: Phrase = Phrase::new("change-password-failed");
pub(crate) const EMAIL_VERIFIED: Phrase = Phrase::new("verify-email-done");
pub(crate) const EMAIL_CHANGED: Phrase = Phrase::new("confirm-email-change-done");
pub(crate) const EMAIL_CHANGE_FAILED: Phrase = Phrase::new("email-change-failed");

/// Where a new password was left out.
pub(crate) fn no_new_password(min_length: usize) -> Phrase {
    Phrase::new("password-new-missing").with("min", i64::try_from(min_length).unwrap_or(i64::MAX))
}

pub(crate) fn about_email(error: InvalidEmail) -> Phrase {
    match error {
        InvalidEmail::Missing => Phrase::new("email-missing"),
        InvalidEmail::TooLong => Phrase::new("email-too-long"),
        InvalidEmail::NoDomain => Phrase::new("email-no-domain"),
        InvalidEmail::Local => Phrase::new("email-local"),
        InvalidEmail::Domain => Phrase::new("email-domain"),
    }
}

pub(crate) fn about_password(error: WeakPassword) -> Phrase {
    match error {
        WeakPassword::TooShort { min } => Phrase::new("password-too-short").with("min", min),
        WeakPassword::TooLong { max } => Phrase::new("password-too-long").with("max", max),
        WeakPassword::Common => Phrase::new("password-common"),
        WeakPassword::Breached => Phrase::new("password-breached"),
        WeakPassword::ResemblesEmail => Phrase::new("password-resembles-email"),
        WeakPassword::ResemblesSite => Phrase::new("password-resembles-site"),
    }
}
