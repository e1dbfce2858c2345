use vestibule_domain::EventKind;
use vestibule_templates::Phrase;

pub(crate) fn title(kind: EventKind) -> Phrase {
    match kind {
        EventKind::Registered => Phrase::new("event-registered"),
        EventKind::RegistrationRepeated => Phrase::new("event-registration-repeated"),
        EventKind::Invited => Phrase::new("event-invited"),
        EventKind::LoggedIn => Phrase::new("event-logged-in"),
        EventKind::LogInFailed => Phrase::new("event-log-in-failed"),
        EventKind::LogInRefused => Phrase::new("event-log-in-refused"),
        EventKind::LogInPending => Phrase::new("event-log-in-pending"),
        EventKind::SecondFactorFailed => Phrase::new("event-second-factor-failed"),
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
