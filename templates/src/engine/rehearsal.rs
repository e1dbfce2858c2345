//! Every page and email is made once at start, so that a broken template is found then.

use super::Templates;
use crate::{
    AccountPage, ActivityPage, ApiReferencePage, ChangeEmailPage, ConfirmEmailChangePage,
    ConfirmPasswordPage, DeadLinkPage, ErrorPage, ForgotPasswordPage, HomePage, LogInPage,
    LogOutPage, MailPage, MailSentPage, Message, Page, RegisterPage, RegistrationClosedPage,
    ResendVerificationPage, ResetPasswordPage, SessionsPage, SettingsPage, TemplateError,
    UndoEmailChangePage, VerifyEmailPage, surroundings::Viewer,
};

impl Templates {
    /// Renders the samples of the pages that the site has.
    pub(super) fn rehearse(&self, has: impl Fn(&str) -> bool) -> Result<(), TemplateError> {
        self.show_mails()?;
        self.show_samples::<ErrorPage>()?;
        self.show_samples::<DeadLinkPage>()?;
        self.show_samples::<ApiReferencePage>()?;
        if has("home") {
            self.show_samples::<HomePage>()?;
        }
        if has("users.register") {
            let fields = &self.0.registration_fields;
            let samples = RegisterPage::samples().into_iter();
            self.show_all(
                &samples
                    .map(|page| page.with_fields(fields))
                    .collect::<Vec<_>>(),
            )?;
        }
        self.show_samples::<RegistrationClosedPage>()?;
        if has("users.login") {
            self.show_samples::<LogInPage>()?;
        }
        if has("users.logout") {
            self.show_samples::<LogOutPage>()?;
        }
        if has("users.settings") {
            self.show_samples::<SettingsPage>()?;
        }
        if has("users.confirm_password") {
            self.show_samples::<ConfirmPasswordPage>()?;
        }
        if has("users.sessions") {
            self.show_samples::<SessionsPage>()?;
        }
        if has("users.account") {
            self.show_samples::<AccountPage>()?;
        }
        if has("users.activity") {
            self.show_samples::<ActivityPage>()?;
        }
        if has("users.forgot_password") {
            self.show_samples::<ForgotPasswordPage>()?;
        }
        if has("users.reset_password") {
            self.show_samples::<ResetPasswordPage>()?;
        }
        if has("users.mail_sent") {
            self.show_samples::<MailSentPage>()?;
        }
        if has("users.verify_email") {
            self.show_samples::<VerifyEmailPage>()?;
        }
        if has("users.resend_verification") {
            self.show_samples::<ResendVerificationPage>()?;
        }
        if has("users.change_email") {
            self.show_samples::<ChangeEmailPage>()?;
        }
        if has("users.confirm_email_change") {
            self.show_samples::<ConfirmEmailChangePage>()?;
        }
        if has("users.undo_email_change") {
            self.show_samples::<UndoEmailChangePage>()?;
        }
        Ok(())
    }

    fn show_mails(&self) -> Result<(), TemplateError> {
        for edition in &self.0.editions {
            for mail in MailPage::samples() {
                self.render_mail_for(edition, &mail)?;
            }
        }
        Ok(())
    }

    fn show_samples<P: Page>(&self) -> Result<(), TemplateError> {
        self.show_all(&P::samples())
    }

    fn show_all<P: Page>(&self, samples: &[P]) -> Result<(), TemplateError> {
        let messages = Message::samples();
        for edition in &self.0.editions {
            for page in samples {
                for viewer in [Viewer::STRANGER, Viewer::logged_in("alice@example.com")] {
                    self.render_for(edition, P::TEMPLATE, page, viewer, &messages)?;
                }
            }
        }
        Ok(())
    }
}
