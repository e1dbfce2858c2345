use serde::Serialize;

use super::Page;
use crate::{Message, TokenField};

/// The page to restore the previous email address with an emailed link.
#[derive(Clone, Debug, Serialize)]
pub struct UndoEmailChangePage {
    /// The token of the link, for the hidden field of the form.
    pub token: TokenField,
    /// The email address that the account gets.
    pub email: String,
    /// The error.
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
