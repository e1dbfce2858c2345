use std::collections::BTreeMap;

use serde::Serialize;

use super::Page;
use crate::{Field, Message, SecretField, TokenField, field::focus_first_error};

/// The registration form.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterPage {
    /// The email address.
    pub email: Field,
    /// The new password.
    pub password: SecretField,
    /// The new password again.
    pub password_confirmation: SecretField,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
    /// The minimum length of a password, in characters.
    pub min_length: usize,
    /// The fields of the application, by name.
    pub extra: BTreeMap<&'static str, Field>,
    /// The token of the invitation, if the registration has one.
    pub invitation: Option<TokenField>,
    /// The page to open afterwards: a path of this site, or a URL of a protected host.
    pub next: Option<String>,
}

impl RegisterPage {
    /// The empty form.
    pub fn new(min_length: usize, next: Option<String>) -> Self {
        Self {
            email: Field::blank(),
            password: SecretField::blank(),
            password_confirmation: SecretField::blank(),
            alert: None,
            min_length,
            extra: BTreeMap::new(),
            invitation: None,
            next,
        }
    }

    /// Returns the form with these fields of the application, empty where they have no value yet.
    pub fn with_fields(mut self, names: &[&'static str]) -> Self {
        for name in names {
            self.extra.entry(name).or_default();
        }
        self
    }

    /// Gives the focus to the first field with an error.
    pub fn focus_first_error(mut self) -> Self {
        focus_first_error(
            [
                &mut self.email.state,
                &mut self.password.state,
                &mut self.password_confirmation.state,
            ]
            .into_iter()
            .chain(self.extra.values_mut().map(|field| &mut field.state)),
        );
        self
    }
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "register.html";
    const ROUTE: Option<&'static str> = Some("users.register");

    fn has_secret(&self) -> bool {
        self.invitation.is_some()
    }

    fn samples() -> Vec<Self> {
        let blank = || Self::new(8, None);
        let typed = || Field::new("alice@example.com");
        vec![
            blank(),
            Self::new(15, Some("/checkout?cookie=oat&quantity=2".to_owned())),
            Self {
                email: typed().with_error(Message::new("email-taken")),
                ..blank()
            }
            .focus_first_error(),
            Self {
                email: typed(),
                password: SecretField::blank()
                    .with_error(Message::new("password-too-short").with("min", 8)),
                password_confirmation: SecretField::blank()
                    .with_error(Message::new("password-differs")),
                ..blank()
            }
            .focus_first_error(),
            Self {
                email: typed(),
                alert: Some(Message::new("register-failed")),
                ..blank()
            },
            Self {
                email: typed(),
                alert: Some(Message::new("register-not-invited")),
                invitation: Some(TokenField::sample()),
                ..blank()
            },
        ]
    }

    fn samples_with(registration_fields: &[&'static str]) -> Vec<Self> {
        let samples = Self::samples().into_iter();
        samples
            .map(|page| page.with_fields(registration_fields))
            .collect()
    }
}
