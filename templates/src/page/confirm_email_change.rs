use serde::Serialize;

use super::Page;
use crate::{Message, TokenField};

/// A button that gives an account the address to which a mailed link came.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmEmailChangePage {
    /// The secret of the link.
    pub token: TokenField,
    /// The address that the account will have.
    pub email: String,
    /// What went wrong.
    pub alert: Option<Message>,
}

impl Page for ConfirmEmailChangePage {
    const TEMPLATE: &'static str = "confirm_email_change.html";
    const ROUTE: Option<&'static str> = Some("users.confirm_email_change");

    fn has_secret(&self) -> bool {
        true
    }

    fn samples() -> Vec<Self> {
        let alerts = [
            None,
            Some(Message::new("email-change-taken")),
            Some(Message::new("email-change-failed")),
        ];
        alerts
            .map(|alert| Self {
                token: TokenField::sample(),
                email: "alice@example.org".to_owned(),
                alert,
            })
            .into()
    }
}
