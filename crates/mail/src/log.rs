use async_trait::async_trait;
use vestibule_domain::{Mailer, OutgoingEmail, SendError};

use crate::EmailTemplates;

/// Writes emails to the log with their links, for development only: readers of the log can use
/// the links.
pub struct LogMailer {
    email_templates: EmailTemplates,
}

impl LogMailer {
    /// Creates a mailer with the texts of `email_templates`.
    pub fn new(email_templates: EmailTemplates) -> Self {
        Self { email_templates }
    }
}

#[async_trait]
impl Mailer for LogMailer {
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
        let written = self.email_templates.write(outgoing)?;
        let link = outgoing.link.as_ref().map(|link| link.expose());
        let mut words = written.text.split_whitespace();
        let link = link.and_then(|link| words.find(|word| word.contains(&**link)));
        // A field of its own: in a log of JSON the text around it runs into the link.
        tracing::info!(
            link,
            "an email to {}\n\n{}\n\n{}",
            outgoing.email.to,
            written.subject,
            written.text
        );
        Ok(())
    }
}
