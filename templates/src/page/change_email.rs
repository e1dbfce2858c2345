use serde::Serialize;

use super::Page;
use crate::{Field, Message, SecretField, field::focus_first_error};

/// Asks for another address, and for the password.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeEmailPage {
    /// The new address, as it was typed.
    pub email: Field,
    /// The password of the account.
    pub current_password: SecretField,
    /// What went wrong where no field is to blame.
    pub alert: Option<Message>,
    /// Whether emails are sent. Otherwise the page says whom to contact, instead of the form.
    pub sends_mail: bool,
}

impl ChangeEmailPage {
    /// The empty form.
    pub fn new(sends_mail: bool) -> Self {
        Self {
            email: Field::blank(),
            current_password: SecretField::blank(),
            alert: None,
            sends_mail,
        }
    }

    /// Puts the cursor into the first faulty field.
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
