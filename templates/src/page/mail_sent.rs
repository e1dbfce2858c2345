use serde::Serialize;

use super::Page;

/// Says that there may be a mail: the same to everybody, so that nobody learns from it who has
/// an account.
#[derive(Clone, Debug, Serialize)]
pub struct MailSentPage {
    /// Without mails the page says so.
    pub sends_mail: bool,
}

impl Page for MailSentPage {
    const TEMPLATE: &'static str = "mail_sent.html";

    fn samples() -> Vec<Self> {
        [true, false].map(|sends_mail| Self { sends_mail }).into()
    }
}
