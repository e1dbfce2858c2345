use serde::Serialize;

use super::Page;
use crate::{Message, SecretField, TokenField, field::focus_first_error};

/// The page to set a new password with an emailed link.
#[derive(Clone, Debug, Serialize)]
pub struct ResetPasswordPage {
    /// The token of the link, for the hidden field of the form.
    pub token: TokenField,
    /// The email address of the account.
    pub email: String,
    /// The new password.
    pub password: SecretField,
    /// The new password again.
    pub password_confirmation: SecretField,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
    /// The minimum length of a password, in characters.
    pub min_length: usize,
}

impl ResetPasswordPage {
    /// The empty form.
    pub fn new(token: TokenField, email: impl Into<String>, min_length: usize) -> Self {
        Self {
            token,
            email: email.into(),
            password: SecretField::blank(),
            password_confirmation: SecretField::blank(),
            alert: None,
            min_length,
        }
    }

    /// Gives the focus to the first field with an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([
            &mut self.password.state,
            &mut self.password_confirmation.state,
        ]);
        self
    }
}

impl Page for ResetPasswordPage {
    const TEMPLATE: &'static str = "reset_password.html";
    const ROUTE: Option<&'static str> = Some("users.reset_password");

    fn has_secret(&self) -> bool {
        true
    }

    fn samples() -> Vec<Self> {
        let blank = || Self::new(TokenField::sample(), "alice@example.com", 8);
        vec![
            blank(),
            Self {
                password: SecretField::blank().with_error(Message::new("password-common")),
                password_confirmation: SecretField::blank()
                    .with_error(Message::new("password-differs")),
                ..blank()
            }
            .focus_first_error(),
            Self {
                alert: Some(Message::new("change-password-failed")),
                ..blank()
            },
        ]
    }
}
