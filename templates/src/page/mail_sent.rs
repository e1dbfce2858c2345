use serde::Serialize;

use super::Page;

/// The page after a request for an email. It is the same for all addresses, so it does not disclose
/// which of them have an account.
#[derive(Clone, Debug, Serialize)]
pub struct MailSentPage {
    /// Whether emails are sent. Otherwise the page says so.
    pub sends_email: bool,
}

impl Page for MailSentPage {
    const TEMPLATE: &'static str = "mail_sent.html";
    const ROUTE: Option<&'static str> = Some("users.mail_sent");

    fn samples() -> Vec<Self> {
        [true, false].map(|sends_email| Self { sends_email }).into()
    }
}
