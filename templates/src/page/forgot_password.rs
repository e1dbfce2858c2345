use serde::Serialize;

use super::Page;
use crate::{Field, Message, field::focus_first_error};

/// The form to request a password reset link.
#[derive(Clone, Debug, Serialize)]
pub struct ForgotPasswordPage {
    /// The email address.
    pub email: Field,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
    /// Whether emails are sent. Otherwise the page says whom to contact, instead of the form.
    pub sends_email: bool,
}

impl ForgotPasswordPage {
    /// The empty form.
    pub fn new(sends_email: bool) -> Self {
        Self {
            email: Field::blank(),
            alert: None,
            sends_email,
        }
    }

    /// Gives the focus to the field if it has an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([&mut self.email.state]);
        self
    }
}

impl Page for ForgotPasswordPage {
    const TEMPLATE: &'static str = "forgot_password.html";
    const ROUTE: Option<&'static str> = Some("users.forgot_password");

    fn samples() -> Vec<Self> {
        vec![
            Self::new(true),
            Self::new(false),
            Self {
                email: Field::new("alice").with_error(Message::new("email-no-domain")),
                ..Self::new(true)
            }
            .focus_first_error(),
            Self {
                email: Field::new("alice@example.com"),
                alert: Some(Message::new("forgot-password-failed")),
                ..Self::new(true)
            },
        ]
    }
}
