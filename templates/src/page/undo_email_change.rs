use serde::Serialize;

use super::Page;
use crate::{Message, TokenField};

/// A button that gives an account the address back that it had.
#[derive(Clone, Debug, Serialize)]
pub struct UndoEmailChangePage {
    /// The secret of the link.
    pub token: TokenField,
    /// The address that the account will have.
    pub email: String,
    /// What went wrong.
    pub alert: Option<Message>,
}

impl Page for UndoEmailChangePage {
    const TEMPLATE: &'static str = "undo_email_change.html";
    const ROUTE: Option<&'static str> = Some("users.undo_email_change");

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
