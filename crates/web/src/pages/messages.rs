//! What people read when something is not right, and when it is. The words themselves are in
//! the catalogues of the templates.

use vestibule_domain::{EmailAddress, EventKind, InvalidEmail, WeakPassword};
use vestibule_templates::Phrase;

pub(crate) const PASSWORDS_DIFFER: Phrase = Phrase::new("password-differs");
pub(crate) const EMAIL_TAKEN: Phrase = Phrase::new("email-taken");
pub(crate) const NO_MATCH: Phrase = Phrase::new("log-in-no-match");
pub(crate) const UNKNOWN_EMAIL: Phrase = Phrase::new("email-unknown");
pub(crate) const WRONG_PASSWORD: Phrase = Phrase::new("password-wrong");
pub(crate) const NO_PASSWORD: Phrase = Phrase::new("password-missing");
pub(crate) const REGISTER_FAILED: Phrase = Phrase::new("register-failed");
pub(crate) const REGISTER_UNAVAILABLE: Phrase = Phrase::new("register-unavailable");
pub(crate) const LOG_IN_UNVERIFIED: Phrase = Phrase::new("log-in-unverified");
pub(crate) const NOT_INVITED: Phrase = Phrase::new("register-not-invited");
pub(crate) const LOG_IN_DISABLED: Phrase = Phrase::new("log-in-disabled");
pub(crate) const LOG_IN_FAILED: Phrase = Phrase::new("log-in-failed");
pub(crate) const CHANGE_FAILED: Phrase = Phrase::new("change-password-failed");
pub(crate) const REGISTERED: Phrase = Phrase::new("register-done");
pub(crate) const LOGGED_OUT: Phrase = Phrase::new("log-out-done");
pub(crate) const PASSWORD_CHANGED: Phrase = Phrase::new("change-password-done");
pub(crate) const FORGOT_PASSWORD_FAILED: Phrase = Phrase::new("forgot-password-failed");
pub(crate) const EMAIL_VERIFIED: Phrase = Phrase::new("verify-email-done");
pub(crate) const VERIFICATION_SENT: Phrase = Phrase::new("resend-verification-done");
pub(crate) const SAME_EMAIL: Phrase = Phrase::new("change-email-same");
pub(crate) const CHANGE_EMAIL_FAILED: Phrase = Phrase::new("change-email-failed");
pub(crate) const EMAIL_CHANGED: Phrase = Phrase::new("confirm-email-change-done");
pub(crate) const EMAIL_CHANGE_UNDONE: Phrase = Phrase::new("undo-email-change-done");
pub(crate) const EMAIL_CHANGE_KEPT: Phrase = Phrase::new("undo-email-change-taken");
pub(crate) const EMAIL_CHANGE_TAKEN: Phrase = Phrase::new("email-change-taken");
pub(crate) const EMAIL_CHANGE_FAILED: Phrase = Phrase::new("email-change-failed");
pub(crate) const CONFIRM_PASSWORD_FAILED: Phrase = Phrase::new("confirm-password-failed");
pub(crate) const SESSION_REVOKED: Phrase = Phrase::new("sessions-revoked");
pub(crate) const OTHERS_REVOKED: Phrase = Phrase::new("sessions-others-revoked");
pub(crate) const ACCOUNT_DELETED: Phrase = Phrase::new("account-deleted");
pub(crate) const DELETION_DUE: Phrase = Phrase::new("account-deletion-due");
pub(crate) const DELETION_CANCELLED: Phrase = Phrase::new("deletion-cancelled");
pub(crate) const DELETE_FAILED: Phrase = Phrase::new("account-delete-failed");
pub(crate) const PASSWORD_RESET: Phrase = Phrase::new("reset-password-done");
pub(crate) const DISOWNED: Phrase = Phrase::new("verify-email-disowned");
pub(crate) const NO_MAIL: Phrase = Phrase::new("forgot-password-no-mail");
pub(crate) const NO_VERIFICATION: Phrase = Phrase::new("resend-verification-no-mail");
pub(crate) const NO_EMAIL_CHANGE: Phrase = Phrase::new("change-email-no-mail");
pub(crate) const VERIFY_FAILED: Phrase = Phrase::new("verify-email-failed");
pub(crate) const RESEND_VERIFICATION_FAILED: Phrase = Phrase::new("resend-verification-failed");
pub(crate) const EMAIL_CHANGE_SENT: Phrase = Phrase::new("change-email-done");

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

pub(crate) fn not_their_address(theirs: &EmailAddress) -> Phrase {
    Phrase::new("account-delete-mismatch").with("email", theirs.as_str())
}

pub(crate) fn about_event(kind: EventKind) -> Phrase {
    match kind {
        EventKind::Registered => Phrase::new("event-registered"),
        EventKind::RegistrationRepeated => Phrase::new("event-registration-repeated"),
        EventKind::Invited => Phrase::new("event-invited"),
        EventKind::LoggedIn => Phrase::new("event-logged-in"),
        EventKind::LogInFailed => Phrase::new("event-log-in-failed"),
        EventKind::LogInRefused => Phrase::new("event-log-in-refused"),
        EventKind::LogInsLimited => Phrase::new("event-log-ins-limited"),
        EventKind::LoggedOut => Phrase::new("event-logged-out"),
        EventKind::PasswordConfirmed => Phrase::new("event-password-confirmed"),
        EventKind::PasswordChanged => Phrase::new("event-password-changed"),
        EventKind::BreachCheckFailed => Phrase::new("event-breach-check-failed"),
        EventKind::PasswordResetRequested => Phrase::new("event-password-reset-requested"),
        EventKind::PasswordReset => Phrase::new("event-password-reset"),
        EventKind::VerificationRequested => Phrase::new("event-verification-requested"),
        EventKind::EmailVerified => Phrase::new("event-email-verified"),
        EventKind::EmailChangeRequested => Phrase::new("event-email-change-requested"),
        EventKind::EmailChanged => Phrase::new("event-email-changed"),
        EventKind::EmailChangeUndone => Phrase::new("event-email-change-undone"),
        EventKind::SessionRevoked => Phrase::new("event-session-revoked"),
        EventKind::OtherSessionsRevoked => Phrase::new("event-other-sessions-revoked"),
        EventKind::SessionsRevokedByOperator => Phrase::new("event-sessions-revoked-by-operator"),
        EventKind::DataExported => Phrase::new("event-data-exported"),
        EventKind::DeletionScheduled => Phrase::new("event-deletion-scheduled"),
        EventKind::DeletionCancelled => Phrase::new("event-deletion-cancelled"),
        EventKind::AccountCreated => Phrase::new("event-account-created"),
        EventKind::AccountDisabled => Phrase::new("event-account-disabled"),
        EventKind::AccountEnabled => Phrase::new("event-account-enabled"),
        EventKind::AccountDeleted => Phrase::new("event-account-deleted"),
        EventKind::MailGivenUp => Phrase::new("event-mail-given-up"),
        _ => Phrase::new("event-other"),
    }
}
