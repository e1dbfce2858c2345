use serde::Serialize;

use super::Page;
use crate::{Message, SecretField, field::focus_first_error};

/// The form for re-authentication before sensitive operations.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConfirmPasswordPage {
    /// The current password.
    pub current_password: SecretField,
    /// The page to open afterwards: a path of this site, or a URL of a protected host.
    pub next: Option<String>,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
}

impl ConfirmPasswordPage {
    /// The empty form.
    pub fn new(next: Option<String>) -> Self {
        Self {
            next,
            ..Self::default()
        }
    }

    /// Gives the focus to the field if it has an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([&mut self.current_password.state]);
        self
    }
}

impl Page for ConfirmPasswordPage {
    const TEMPLATE: &'static str = "confirm_password.html";
    const ROUTE: Option<&'static str> = Some("users.confirm_password");

    fn samples() -> Vec<Self> {
        let asked = || Self::new(Some("/settings/account/export".to_owned()));
        vec![
            Self::new(None),
            asked(),
            Self {
                current_password: SecretField::blank().with_error(Message::new("password-wrong")),
                ..asked()
            }
            .focus_first_error(),
            Self {
                alert: Some(Message::new("confirm-password-failed")),
                ..asked()
            },
        ]
    }
}
