use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use lettre::{
    Address, Message,
    address::AddressError,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
};
use tokio::time::timeout;
use vestibule_domain::{Mailer, OutgoingEmail, SENDING_TIME, SendError, Timestamp, Unavailable};

use crate::{EmailTemplates, MailFrom, SmtpUrl, connections::Connections};

/// The timeout of a delivery, shorter than that of the domain. The library has no timeout for
/// reads: a server that stops responding would block the worker forever.
const SENDING_LIMIT: Duration = SENDING_TIME.saturating_sub(Duration::from_secs(5));

/// Mailer that sends emails over SMTP (RFC 5321). The front page of this crate has an example.
pub struct SmtpMailer {
    from: MailFrom,
    email_templates: EmailTemplates,
    connections: Connections,
}

impl SmtpMailer {
    /// Sends with the texts of `email_templates` to the server at `url`. Connects with the first email.
    pub fn new(url: SmtpUrl, from: MailFrom, email_templates: EmailTemplates) -> Self {
        Self {
            from,
            email_templates,
            connections: Connections::new(url),
        }
    }

    fn message(&self, outgoing: &OutgoingEmail) -> Result<Message, SendError> {
        let written = self.email_templates.write(outgoing)?;
        let Mailbox { email, .. } = &self.from.0;
        // A retried email has the same `Message-ID`, so that clients show it once.
        let id = format!("<{}@{}>", outgoing.email.id.as_uuid(), email.domain());
        Message::builder()
            .from(self.from.0.clone())
            .to(Mailbox::new(None, recipient(outgoing)?))
            .date(date(outgoing.email.created_at))
            .message_id(Some(id))
            .header(AutoSubmitted)
            .subject(written.subject)
            .multipart(MultiPart::alternative_plain_html(
                written.text,
                written.html,
            ))
            .map_err(|error| SendError::Refused(error.into()))
    }
}

/// Uses the canonical form, which is the verified one: however the address was typed, the email goes to
/// the owner of the account.
fn recipient(outgoing: &OutgoingEmail) -> Result<Address, SendError> {
    let canonical = outgoing.email.to.canonical();
    canonical
        .parse()
        .map_err(|error: AddressError| SendError::Refused(error.into()))
}

fn date(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + at.since(Timestamp::from_unix_seconds(0))
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
        let message = self.message(outgoing)?;
        let bytes = message.formatted();
        let sent = timeout(
            SENDING_LIMIT,
            self.connections.send(message.envelope(), &bytes),
        );
        sent.await.unwrap_or_else(|_| {
            let limit = SENDING_LIMIT.as_secs();
            let late = format!("no answer from the mail server within {limit} s");
            Err(Unavailable::new(late).into())
        })
    }
}

/// Marks an email as sent automatically, so that no vacation responder answers it (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
