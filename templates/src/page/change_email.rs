use serde::Serialize;

use super::Page;
use crate::{Field, Message, SecretField, field::focus_first_error};

/// The form to request another email address.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeEmailPage {
    /// The new email address.
    pub email: Field,
    /// The password of the account.
    pub current_password: SecretField,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
    /// Whether emails are sent. Otherwise the page says whom to contact, instead of the form.
    pub sends_email: bool,
}

impl ChangeEmailPage {
    /// The empty form.
    pub fn new(sends_email: bool) -> Self {
        Self {
            email: Field::blank(),
            current_password: SecretField::blank(),
            alert: None,
            sends_email,
        }
    }

    /// Gives the focus to the first field with an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([&mut self.email.state, &mut self.current_password.state]);
        self
    }
}

impl Page for ChangeEmailPage {
    const TEMPLATE: &'static str = "change_email.html";
    const ROUTE: Option<&'static str> = Some("users.change_email");

    fn samples() -> Vec<Self> {
        let typed = || Self {
            email: Field::new("alice@example.org"),
            ..Self::new(true)
        };
        vec![
            Self::new(true),
            Self::new(false),
            Self {
                email: typed().email.with_error(Message::new("change-email-same")),
                ..typed()
            }
            .focus_first_error(),
            Self {
                current_password: SecretField::blank().with_error(Message::new("password-wrong")),
                ..typed()
            }
            .focus_first_error(),
            Self {
                alert: Some(Message::new("change-email-failed")),
                ..typed()
            },
        ]
    }
}
