use std::time::Duration;

use serde::Serialize;

use super::Page;
use crate::{Field, Message, SecretField, field::focus_first_error};

/// The page on which a user exports their data, or deletes the account.
#[derive(Clone, Debug, Serialize)]
pub struct AccountPage {
    /// The time in which a login cancels the deletion, in hours; zero if the account is deleted at
    /// once.
    pub grace_hours: u64,
    /// The email address of the account, which confirms the deletion.
    pub confirmation: Field,
    /// The current password.
    pub current_password: SecretField,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
}

impl AccountPage {
    /// The empty form, of a site that deletes after this time of grace.
    pub fn new(grace: Duration) -> Self {
        Self {
            // Round down: the page must not promise more time than there is.
            grace_hours: grace.as_secs() / (60 * 60),
            confirmation: Field::blank(),
            current_password: SecretField::blank(),
            alert: None,
        }
    }

    /// Gives the focus to the first field with an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([
            &mut self.confirmation.state,
            &mut self.current_password.state,
        ]);
        self
    }
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "account.html";
    const ROUTE: Option<&'static str> = Some("users.account");

    fn samples() -> Vec<Self> {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        let blank = || Self::new(Duration::ZERO);
        let mismatch =
            || Message::new("account-delete-mismatch").with("email", "alice@example.com");
        vec![
            blank(),
            Self::new(HOUR),
            Self::new(HOUR * 24 * 14),
            Self {
                confirmation: Field::new("alice").with_error(mismatch()),
                current_password: SecretField::blank().with_error(Message::new("password-missing")),
                ..blank()
            }
            .focus_first_error(),
            Self {
                confirmation: Field::new("alice@example.com"),
                current_password: SecretField::blank().with_error(Message::new("password-wrong")),
                ..blank()
            }
            .focus_first_error(),
            Self {
                alert: Some(Message::new("account-delete-failed")),
                ..blank()
            },
        ]
    }
}
