//! What each kind of mail says.

use vestibule_domain::{MailKind, OutgoingEmail};

use super::MailPage;
use crate::{Phrase, TokenField};

const LOG_IN: &str = "users.login";
const FORGOT: &str = "users.forgot_password";

pub(super) fn write(page: MailPage, outgoing: &OutgoingEmail, site: &str) -> MailPage {
    let OutgoingEmail {
        mail,
        link,
        deletion_due_at,
    } = outgoing;
    let say = |phrase: Phrase| phrase.with("site", site);
    let other = mail.other_email.as_ref().map_or("", |email| email.as_str());
    let named = |phrase: Phrase| phrase.with("site", site).with("email", other);
    let token = link.as_ref().map(TokenField::from);
    let due_at = deletion_due_at.unwrap_or(mail.created_at);
    // It works without a log-in, does no harm, and the new password ends what a thief began.
    let new_password = |page: MailPage| page.offers(Phrase::new("mail-new-password"), FORGOT, None);
    let log_in = |page: MailPage| page.offers(Phrase::new("mail-log-in"), LOG_IN, None);
    match mail.kind {
        MailKind::VerifyEmail => page
            .about(
                say(Phrase::new("mail-verify-email-subject")),
                [say(Phrase::new("mail-verify-email-lead"))],
            )
            .offers(Phrase::new("mail-confirm"), "users.verify_email", token)
            .advises(Phrase::new("mail-verify-email-not-you")),
        MailKind::AlreadyRegistered => new_password(log_in(
            page.about(
                say(Phrase::new("mail-already-registered-subject")),
                [say(Phrase::new("mail-already-registered-lead"))],
            )
            .happened(mail),
        ))
        .advises(Phrase::new("mail-already-registered-not-you")),
        MailKind::ResetPassword => page
            .about(
                say(Phrase::new("mail-reset-password-subject")),
                [say(Phrase::new("mail-reset-password-lead"))],
            )
            .happened(mail)
            .offers(
                Phrase::new("mail-new-password"),
                "users.reset_password",
                token,
            )
            .advises(Phrase::new("mail-nothing-changes")),
        MailKind::ChangeEmail => page
            .about(
                say(Phrase::new("mail-change-email-subject")),
                [say(Phrase::new("mail-change-email-lead"))],
            )
            .offers(
                Phrase::new("mail-confirm"),
                "users.confirm_email_change",
                token,
            )
            .advises(Phrase::new("mail-nothing-changes")),
        MailKind::EmailTaken => page.about(
            say(Phrase::new("mail-email-taken-subject")),
            [
                say(Phrase::new("mail-email-taken-lead")),
                Phrase::new("mail-email-taken-advice"),
            ],
        ),
        MailKind::EmailChangeRequested => page
            .about(
                say(Phrase::new("mail-email-change-requested-subject")),
                [
                    named(Phrase::new("mail-email-change-requested-lead")),
                    Phrase::new("mail-was-it-you"),
                ],
            )
            .happened(mail)
            .asks(Phrase::new("mail-email-change-requested-not-you"))
            .offers(
                Phrase::new("mail-email-change-requested-action"),
                "users.undo_email_change",
                token,
            ),
        MailKind::EmailChanged => page
            .about(
                say(Phrase::new("mail-email-changed-subject")),
                [named(Phrase::new("mail-email-changed-lead"))],
            )
            .happened(mail)
            .advises(Phrase::new("mail-email-changed-not-you")),
        MailKind::PasswordChanged => new_password(
            page.about(
                say(Phrase::new("mail-password-changed-subject")),
                [
                    say(Phrase::new("mail-password-changed-lead")),
                    Phrase::new("mail-was-it-you"),
                ],
            )
            .happened(mail)
            .asks(Phrase::new("mail-not-you")),
        ),
        MailKind::NewBrowser => new_password(
            page.about(
                say(Phrase::new("mail-new-browser-subject")),
                [
                    say(Phrase::new("mail-new-browser-lead")),
                    Phrase::new("mail-was-it-you"),
                ],
            )
            .happened(mail)
            .asks(Phrase::new("mail-not-you")),
        ),
        MailKind::TooManyFailures => new_password(
            page.about(
                say(Phrase::new("mail-too-many-failures-subject")),
                [say(Phrase::new("mail-too-many-failures-lead"))],
            )
            .happened(mail)
            .asks(Phrase::new("mail-too-many-failures-you")),
        )
        .advises(Phrase::new("mail-too-many-failures-not-you")),
        MailKind::DeletionScheduled => new_password(log_in(
            page.about(
                say(Phrase::new("mail-deletion-scheduled-subject")),
                [say(Phrase::new("mail-deletion-scheduled-lead")).with("until", due_at)],
            )
            .happened(mail)
            .asks(Phrase::new("mail-deletion-scheduled-keep")),
        ))
        .advises(Phrase::new("mail-deletion-scheduled-not-you")),
        MailKind::DeletionCancelled => new_password(
            page.about(
                say(Phrase::new("mail-deletion-cancelled-subject")),
                [
                    say(Phrase::new("mail-deletion-cancelled-lead")),
                    Phrase::new("mail-was-it-you"),
                ],
            )
            .happened(mail)
            .asks(Phrase::new("mail-not-you")),
        )
        .advises(Phrase::new("mail-deletion-cancelled-delete")),
        MailKind::AccountDeleted => page
            .about(
                say(Phrase::new("mail-account-deleted-subject")),
                [
                    say(Phrase::new("mail-account-deleted-lead")),
                    Phrase::new("mail-account-deleted-farewell"),
                ],
            )
            .happened(mail),
    }
}
