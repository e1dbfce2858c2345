use std::fmt;

use serde::Serialize;

use crate::TemplateError;

/// The context of one template, as a type: its fields are the variables of the template.
pub trait Page: Serialize + fmt::Debug {
    /// The template's name.
    const TEMPLATE: &'static str;

    /// The name of the route that shows the page. A site without that route does not need the
    /// template. `None`: every site may show the page.
    const ROUTE: Option<&'static str> = None;

    /// Whether there is a secret in it, such as an emailed link's: such a page is not kept in memory.
    fn has_secret(&self) -> bool {
        false
    }

    /// The page in every state that looks different, to try its template with.
    fn samples() -> Vec<Self>
    where
        Self: Sized;

    /// The samples on a site whose registration form has these fields of its own.
    fn samples_with(_registration_fields: &[&'static str]) -> Vec<Self>
    where
        Self: Sized,
    {
        Self::samples()
    }
}

/// What is done with the samples of each page.
pub(crate) trait EachPage {
    fn page<P: Page>(&mut self) -> Result<(), TemplateError>;
}

mod account;
mod activity;
mod api_reference;
mod change_email;
mod change_password;
mod confirm_email_change;
mod emailed_link;
mod error;
mod forgot_password;
mod home;
mod login;
mod logout;
mod mail_sent;
mod reauthenticate;
mod register;
mod registration_closed;
mod resend_verification;
mod reset_password;
mod sessions;
mod undo_email_change;
mod verify_email;

/// Registers each page by its line.
macro_rules! pages {
    ($($module:ident: $page:ident,)+) => {
        $(pub use $module::*;)+

        /// Calls `each` for every page.
        pub(crate) fn for_each_page(each: &mut impl EachPage) -> Result<(), TemplateError> {
            $(each.page::<$page>()?;)+
            Ok(())
        }
    };
}

pages! {
    account: AccountPage,
    activity: ActivityPage,
    api_reference: ApiReferencePage,
    change_email: ChangeEmailPage,
    change_password: SettingsPage,
    confirm_email_change: ConfirmEmailChangePage,
    error: ErrorPage,
    forgot_password: ForgotPasswordPage,
    home: HomePage,
    login: LoginPage,
    logout: LogoutPage,
    mail_sent: MailSentPage,
    emailed_link: InvalidLinkPage,
    reauthenticate: ConfirmPasswordPage,
    register: RegisterPage,
    registration_closed: RegistrationClosedPage,
    resend_verification: ResendVerificationPage,
    reset_password: ResetPasswordPage,
    sessions: SessionsPage,
    undo_email_change: UndoEmailChangePage,
    verify_email: VerifyEmailPage,
}
