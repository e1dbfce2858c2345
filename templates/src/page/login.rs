use serde::Serialize;

use super::Page;
use crate::{Field, Message, SecretField, field::focus_first_error};

/// The login form.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LoginPage {
    /// The email address.
    pub email: Field,
    /// The password.
    pub password: SecretField,
    /// Whether "Stay logged in" is ticked.
    pub remember: bool,
    /// The page to open afterwards: a path of this site, or a URL of a protected host.
    pub next: Option<String>,
    /// The error that concerns no single field.
    pub alert: Option<Message>,
    /// Whether the alert is about the values of the fields (a wrong address or password), and not about
    /// the server.
    pub alert_concerns_fields: bool,
    /// Whether the address must be verified first: then the page offers another verification email.
    pub is_unverified: bool,
}

impl LoginPage {
    /// The empty form.
    pub fn new(next: Option<String>) -> Self {
        Self {
            next,
            ..Self::default()
        }
    }

    /// Gives the focus to the first field with an error. If there is none, it is the password, which
    /// has to be typed again, unless the address is empty: otherwise a user who types without looking
    /// would show the password.
    pub fn focus_first_error(mut self) -> Self {
        let fields = [&mut self.email.state, &mut self.password.state];
        if focus_first_error(fields) {
            return self;
        }
        match self.email.is_blank() {
            true => self.email.state.focus = true,
            false => self.password.state.focus = true,
        }
        self
    }
}

impl Page for LoginPage {
    const TEMPLATE: &'static str = "login.html";
    const ROUTE: Option<&'static str> = Some("users.login");

    fn samples() -> Vec<Self> {
        let typed = || Self {
            email: Field::new("alice@example.com"),
            remember: true,
            ..Self::default()
        };
        vec![
            Self::new(None),
            Self::new(Some("/checkout?cookie=oat&quantity=2".to_owned())),
            Self {
                alert: Some(Message::new("login-no-match")),
                alert_concerns_fields: true,
                ..typed()
            }
            .focus_first_error(),
            Self {
                alert: Some(Message::new("login-unverified")),
                is_unverified: true,
                ..typed()
            },
            Self {
                alert: Some(Message::new("login-disabled")),
                ..typed()
            },
            Self {
                alert: Some(Message::new("login-failed")),
                ..typed()
            },
            Self {
                email: typed().email.with_error(Message::new("email-unknown")),
                ..typed()
            }
            .focus_first_error(),
            Self {
                password: SecretField::blank().with_error(Message::new("password-wrong")),
                ..typed()
            }
            .focus_first_error(),
        ]
    }
}
