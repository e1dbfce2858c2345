//! The contents of each kind of email.

use vestibule_domain::{EmailKind, OutgoingEmail};

use super::EmailPage;
use crate::{Message, TokenField};

const LOG_IN: &str = "users.login";
const FORGOT: &str = "users.forgot_password";

pub(super) fn write(page: EmailPage, outgoing: &OutgoingEmail, site: &str) -> EmailPage {
    let OutgoingEmail {
        email,
        link,
        deletion_due_at,
    } = outgoing;
    let say = |message: Message| message.with("site", site);
    let other = email
        .other_email
        .as_ref()
        .map_or("", |email| email.as_str());
    let named = |message: Message| message.with("site", site).with("email", other);
    let token = link.as_ref().map(TokenField::from);
    let due_at = deletion_due_at.unwrap_or(email.created_at);
    // It works without a login, does no harm, and the new password revokes the sessions of an attacker.
    let new_password =
        |page: EmailPage| page.offers(Message::new("mail-new-password"), FORGOT, None);
    let log_in = |page: EmailPage| page.offers(Message::new("mail-login"), LOG_IN, None);
    match email.kind {
        EmailKind::VerifyEmail => page
            .about(
                say(Message::new("mail-verify-email-subject")),
                [say(Message::new("mail-verify-email-lead"))],
            )
            .offers(Message::new("mail-confirm"), "users.verify_email", token)
            .advises(Message::new("mail-verify-email-not-you")),
        EmailKind::AlreadyRegistered => new_password(log_in(
            page.about(
                say(Message::new("mail-already-registered-subject")),
                [say(Message::new("mail-already-registered-lead"))],
            )
            .happened(email),
        ))
        .advises(Message::new("mail-already-registered-not-you")),
        EmailKind::ResetPassword => page
            .about(
                say(Message::new("mail-reset-password-subject")),
                [say(Message::new("mail-reset-password-lead"))],
            )
            .happened(email)
            .offers(
                Message::new("mail-new-password"),
                "users.reset_password",
                token,
            )
            .advises(Message::new("mail-nothing-changes")),
        EmailKind::ChangeEmail => page
            .about(
                say(Message::new("mail-change-email-subject")),
                [say(Message::new("mail-change-email-lead"))],
            )
            .offers(
                Message::new("mail-confirm"),
                "users.confirm_email_change",
                token,
            )
            .advises(Message::new("mail-nothing-changes")),
        EmailKind::EmailTaken => page.about(
            say(Message::new("mail-email-taken-subject")),
            [
                say(Message::new("mail-email-taken-lead")),
                Message::new("mail-email-taken-advice"),
            ],
        ),
        EmailKind::EmailChangeRequested => page
            .about(
                say(Message::new("mail-email-change-requested-subject")),
                [
                    named(Message::new("mail-email-change-requested-lead")),
                    Message::new("mail-was-it-you"),
                ],
            )
            .happened(email)
            .asks(Message::new("mail-email-change-requested-not-you"))
            .offers(
                Message::new("mail-email-change-requested-action"),
                "users.undo_email_change",
                token,
            ),
        EmailKind::EmailChanged => page
            .about(
                say(Message::new("mail-email-changed-subject")),
                [named(Message::new("mail-email-changed-lead"))],
            )
            .happened(email)
            .advises(Message::new("mail-email-changed-not-you")),
        EmailKind::PasswordChanged => new_password(
            page.about(
                say(Message::new("mail-password-changed-subject")),
                [
                    say(Message::new("mail-password-changed-lead")),
                    Message::new("mail-was-it-you"),
                ],
            )
            .happened(email)
            .asks(Message::new("mail-not-you")),
        ),
        EmailKind::NewBrowser => new_password(
            page.about(
                say(Message::new("mail-new-browser-subject")),
                [
                    say(Message::new("mail-new-browser-lead")),
                    Message::new("mail-was-it-you"),
                ],
            )
            .happened(email)
            .asks(Message::new("mail-not-you")),
        ),
        EmailKind::TooManyFailures => new_password(
            page.about(
                say(Message::new("mail-too-many-failures-subject")),
                [say(Message::new("mail-too-many-failures-lead"))],
            )
            .happened(email)
            .asks(Message::new("mail-too-many-failures-you")),
        )
        .advises(Message::new("mail-too-many-failures-not-you")),
        EmailKind::DeletionScheduled => new_password(log_in(
            page.about(
                say(Message::new("mail-deletion-scheduled-subject")),
                [say(Message::new("mail-deletion-scheduled-lead")).with("until", due_at)],
            )
            .happened(email)
            .asks(Message::new("mail-deletion-scheduled-keep")),
        ))
        .advises(Message::new("mail-deletion-scheduled-not-you")),
        EmailKind::DeletionCancelled => new_password(
            page.about(
                say(Message::new("mail-deletion-cancelled-subject")),
                [
                    say(Message::new("mail-deletion-cancelled-lead")),
                    Message::new("mail-was-it-you"),
                ],
            )
            .happened(email)
            .asks(Message::new("mail-not-you")),
        )
        .advises(Message::new("mail-deletion-cancelled-delete")),
        EmailKind::AccountDeleted => page
            .about(
                say(Message::new("mail-account-deleted-subject")),
                [
                    say(Message::new("mail-account-deleted-lead")),
                    Message::new("mail-account-deleted-farewell"),
                ],
            )
            .happened(email),
    }
}
