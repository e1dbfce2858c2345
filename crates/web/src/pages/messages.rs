//! What people read when something is not right.

use vestibule_domain::{InvalidEmail, WeakPassword};

pub(crate) const PASSWORDS_DIFFER: &str = "The password confirmation must match the password.";
pub(crate) const EMAIL_TAKEN: &str = "The email address is already registered.";
pub(crate) const NO_MATCH: &str = "The email address or the password is not correct.";
pub(crate) const UNKNOWN_EMAIL: &str = "No user with the given email address was found.";
pub(crate) const WRONG_PASSWORD: &str = "The password does not appear to be correct.";
pub(crate) const NO_PASSWORD: &str = "Please enter your password.";
pub(crate) const REGISTER_FAILED: &str =
    "An error occurred while creating a user. Please make sure to enter valid data.";
pub(crate) const LOG_IN_FAILED: &str =
    "An error occurred while logging in. Please verify your email and password.";
pub(crate) const CHANGE_FAILED: &str =
    "An error occurred while changing the password. Please try again.";
pub(crate) const REGISTERED: &str = "Welcome! Your account is ready.";
pub(crate) const LOGGED_OUT: &str = "You have been logged out.";
pub(crate) const PASSWORD_CHANGED: &str =
    "Your password has been changed. All your other browsers are logged out.";

pub(crate) fn about_email(error: InvalidEmail) -> &'static str {
    match error {
        InvalidEmail::Missing => "Please enter your email address.",
        InvalidEmail::TooLong => {
            "This is too long for an email address. Please check it for text that does not belong to it."
        }
        InvalidEmail::NoDomain => {
            "An email address has a name, an @ and a domain, like alice@example.com."
        }
        InvalidEmail::Local => {
            "The part before the @ has a character that does not belong there. Please check it for blanks and quotation marks."
        }
        InvalidEmail::Domain => {
            "The part behind the @ is not a domain like example.com. Please check it for typing errors."
        }
    }
}

pub(crate) fn about_password(error: WeakPassword) -> String {
    match error {
        WeakPassword::TooShort { min } => format!(
            "The password must have at least {min} characters. A few unrelated words make a long one that is easy to remember."
        ),
        WeakPassword::TooLong { max } => format!(
            "The password must have at most {max} characters. Please choose a shorter one."
        ),
        WeakPassword::Common => "This password is among those that attackers try first. Please choose one that only you would think of, or let a password manager make one.".into(),
        WeakPassword::ResemblesEmail => "This password is too close to your email address, which others know. Please choose one that has nothing to do with it.".into(),
        WeakPassword::ResemblesSite => "This password is too close to the name of this site, which others try first. Please choose one that has nothing to do with it.".into(),
    }
}
