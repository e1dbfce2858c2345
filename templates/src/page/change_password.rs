use serde::Serialize;

use super::Page;
use crate::{Message, SecretField, field::focus_first_error};

/// The page with the account and the form to change the password.
#[derive(Clone, Debug, Serialize)]
pub struct SettingsPage {
    /// The time of the registration, in Unix seconds.
    pub member_since: i64,
    /// Whether the email address is verified; `None` if the site does not verify addresses.
    pub is_email_verified: Option<bool>,
    /// When the current password was set, in Unix seconds.
    pub password_changed_at: i64,
    /// The current password.
    pub current_password: SecretField,
    /// The new password.
    pub password: SecretField,
    /// The new password again.
    pub password_confirmation: SecretField,
    /// The minimum length of a password, in characters.
    pub min_length: usize,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
}

impl SettingsPage {
    /// The account with an empty form.
    pub fn new(member_since: i64, password_changed_at: i64, min_length: usize) -> Self {
        Self {
            member_since,
            is_email_verified: None,
            password_changed_at,
            current_password: SecretField::blank(),
            password: SecretField::blank(),
            password_confirmation: SecretField::blank(),
            min_length,
            alert: None,
        }
    }

    /// Gives the focus to the first field with an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error([
            &mut self.current_password.state,
            &mut self.password.state,
            &mut self.password_confirmation.state,
        ]);
        self
    }
}

impl Page for SettingsPage {
    const TEMPLATE: &'static str = "settings.html";
    const ROUTE: Option<&'static str> = Some("users.settings");

    fn samples() -> Vec<Self> {
        let blank = || Self::new(1_700_000_000, 1_763_900_000, 8);
        vec![
            blank(),
            Self {
                is_email_verified: Some(true),
                ..blank()
            },
            Self {
                is_email_verified: Some(false),
                ..blank()
            },
            Self {
                current_password: SecretField::blank().with_error(Message::new("password-wrong")),
                ..blank()
            }
            .focus_first_error(),
            Self {
                password: SecretField::blank()
                    .with_error(Message::new("password-common"))
                    .with_advice(vec![
                        Message::new("password-warning-top-10"),
                        Message::new("password-advice-another-word"),
                    ]),
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
