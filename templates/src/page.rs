use serde::Serialize;

mod account;
mod activity;
mod api_reference;
mod change_email;
mod confirm_email_change;
mod confirm_password;
mod dead_link;
mod error;
mod forgot_password;
mod home;
mod log_in;
mod log_out;
mod mail_sent;
mod register;
mod registration_closed;
mod resend_verification;
mod reset_password;
mod sessions;
mod settings;
mod undo_email_change;
mod verify_email;

pub use account::AccountPage;
pub use activity::{ActivityPage, EventEntry};
pub use api_reference::{ApiAnswer, ApiGroup, ApiOperation, ApiReferencePage};
pub use change_email::ChangeEmailPage;
pub use confirm_email_change::ConfirmEmailChangePage;
pub use confirm_password::ConfirmPasswordPage;
pub use dead_link::DeadLinkPage;
pub use error::ErrorPage;
pub use forgot_password::ForgotPasswordPage;
pub use home::HomePage;
pub use log_in::LogInPage;
pub use log_out::LogOutPage;
pub use mail_sent::MailSentPage;
pub use register::RegisterPage;
pub use registration_closed::RegistrationClosedPage;
pub use resend_verification::ResendVerificationPage;
pub use reset_password::ResetPasswordPage;
pub use sessions::{SessionEntry, SessionsPage};
pub use settings::SettingsPage;
pub use undo_email_change::UndoEmailChangePage;
pub use verify_email::VerifyEmailPage;

/// The context of one template, as a type: what the template may use is what it has.
pub trait Page: Serialize {
    /// The template's name.
    const TEMPLATE: &'static str;

    /// Whether there is a secret in it, such as a mailed link's: such a page is not kept in memory.
    fn has_secret(&self) -> bool {
        false
    }

    /// The page in every state that looks different, to try its template with.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}
