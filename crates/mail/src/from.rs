use std::str::FromStr;

use lettre::message::Mailbox;

/// Who the mails come from: `no-reply@shop.example`, `Cookie Shop <no-reply@shop.example>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFrom(pub(crate) Mailbox);

/// Why a text is no [`MailFrom`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it must be an email address, or a name with one: Cookie Shop <no-reply@shop.example>")]
pub struct InvalidMailFrom;

impl MailFrom {
    /// Reads `MAIL_FROM`.
    pub fn parse(text: &str) -> Result<Self, InvalidMailFrom> {
        match text.contains(char::is_control) {
            true => Err(InvalidMailFrom),
            false => Mailbox::from_str(text)
                .map(Self)
                .map_err(|_| InvalidMailFrom),
        }
    }

    /// With this name, if it has none of its own.
    pub fn named(self, name: &str) -> Self {
        let Mailbox { name: own, email } = self.0;
        // A line break would begin another header.
        let line = || name.replace(char::is_control, " ").trim().to_owned();
        Self(Mailbox {
            name: Some(own.unwrap_or_else(line)),
            email,
        })
    }
}
