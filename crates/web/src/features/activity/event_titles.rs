use vestibule_domain::EventKind;
use vestibule_templates::Message;

pub(crate) fn title(kind: EventKind) -> Message {
    match kind {
        EventKind::Registered => Message::new("event-registered"),
        EventKind::RegistrationRepeated => Message::new("event-registration-repeated"),
        EventKind::Invited => Message::new("event-invited"),
        EventKind::LoggedIn => Message::new("event-logged-in"),
        EventKind::LoginFailed => Message::new("event-login-failed"),
        EventKind::LoginRefused => Message::new("event-login-refused"),
        EventKind::LoginPending => Message::new("event-login-pending"),
        EventKind::SecondFactorFailed => Message::new("event-second-factor-failed"),
        EventKind::LoginsLimited => Message::new("event-logins-limited"),
        EventKind::LoggedOut => Message::new("event-logged-out"),
        EventKind::PasswordConfirmed => Message::new("event-password-confirmed"),
        EventKind::PasswordChanged => Message::new("event-password-changed"),
        EventKind::BreachCheckFailed => Message::new("event-breach-check-failed"),
        EventKind::PasswordResetRequested => Message::new("event-password-reset-requested"),
        EventKind::PasswordReset => Message::new("event-password-reset"),
        EventKind::VerificationRequested => Message::new("event-verification-requested"),
        EventKind::EmailVerified => Message::new("event-email-verified"),
        EventKind::EmailChangeRequested => Message::new("event-email-change-requested"),
        EventKind::EmailChanged => Message::new("event-email-changed"),
        EventKind::EmailChangeUndone => Message::new("event-email-change-undone"),
        EventKind::SessionRevoked => Message::new("event-session-revoked"),
        EventKind::OtherSessionsRevoked => Message::new("event-other-sessions-revoked"),
        EventKind::SessionsRevokedByOperator => Message::new("event-sessions-revoked-by-operator"),
        EventKind::DataExported => Message::new("event-data-exported"),
        EventKind::DeletionScheduled => Message::new("event-deletion-scheduled"),
        EventKind::DeletionCancelled => Message::new("event-deletion-cancelled"),
        EventKind::AccountCreated => Message::new("event-account-created"),
        EventKind::AccountDisabled => Message::new("event-account-disabled"),
        EventKind::AccountEnabled => Message::new("event-account-enabled"),
        EventKind::AccountDeleted => Message::new("event-account-deleted"),
        EventKind::EmailUndeliverable => Message::new("event-email-undeliverable"),
        _ => Message::new("event-other"),
    }
}

/// Whether an event may be the work of an attacker.
pub(crate) const fn is_warning(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::LoginFailed
            | EventKind::LoginRefused
            | EventKind::LoginsLimited
            | EventKind::SecondFactorFailed
            | EventKind::RegistrationRepeated
            | EventKind::EmailChangeUndone
            | EventKind::EmailUndeliverable
            | EventKind::BreachCheckFailed
    )
}
