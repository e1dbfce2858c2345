use serde::Serialize;

use super::Page;
use crate::{Message, SecretField, TokenField, field::focus_first_error};

/// The page to verify an email address with an emailed link: with a button if the user is logged
/// in; otherwise with three options, one of them for recipients who never registered.
#[derive(Clone, Debug, Serialize)]
pub struct VerifyEmailPage {
    /// The token of the link, for the hidden field of the form.
    pub token: TokenField,
    /// The address that the link verifies.
    pub email: String,
    /// Whether the user is logged in to that account.
    pub is_owner: bool,
    /// The password of the account.
    pub password: SecretField,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
}

impl VerifyEmailPage {
    /// The page without errors.
    pub fn new(token: TokenField, email: impl Into<String>, is_owner: bool) -> Self {
        Self {
            token,
            email: email.into(),
            is_owner,
            password: SecretField::blank(),
            alert: None,
        }
    }

    /// Gives the focus to the field if it has an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([&mut self.password.state]);
        self
    }
}

impl Page for VerifyEmailPage {
    const TEMPLATE: &'static str = "verify_email.html";
    const ROUTE: Option<&'static str> = Some("users.verify_email");

    fn has_secret(&self) -> bool {
        true
    }

    fn samples() -> Vec<Self> {
        let page = |is_owner| Self::new(TokenField::sample(), "alice@example.com", is_owner);
        let failed = |is_owner| Self {
            alert: Some(Message::new("verify-email-failed")),
            ..page(is_owner)
        };
        vec![
            page(true),
            failed(true),
            page(false),
            failed(false),
            Self {
                password: SecretField::blank().with_error(Message::new("password-wrong")),
                ..page(false)
            }
            .focus_first_error(),
        ]
    }
}
