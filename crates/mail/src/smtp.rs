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
use vestibule_domain::{Letter, Mailer, SENDING_TIME, SendError, Timestamp, Unavailable};

use crate::{Letters, MailFrom, SmtpUrl, connections::Connections};

/// Before the domain loses patience. A server that stops in the middle would be waited for
/// without an end: there is no limit to reads below.
const PATIENCE: Duration = SENDING_TIME.saturating_sub(Duration::from_secs(5));

/// Hands mails to a mail server.
pub struct SmtpMailer {
    from: MailFrom,
    letters: Letters,
    connections: Connections,
}

impl SmtpMailer {
    /// Words from `letters`, to the server at `url`. It connects with the first mail.
    pub fn new(url: SmtpUrl, from: MailFrom, letters: Letters) -> Self {
        Self {
            from,
            letters,
            connections: Connections::new(url),
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message, SendError> {
        let written = self.letters.write(letter)?;
        let Mailbox { email, .. } = &self.from.0;
        // A mail that is sent again is the same mail, and programs show it once.
        let id = format!("<{}@{}>", letter.mail.id.as_uuid(), email.domain());
        Message::builder()
            .from(self.from.0.clone())
            .to(Mailbox::new(None, recipient(letter)?))
            .date(date(letter.mail.created_at))
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

/// The canonical form is the one that a link proves: however the address was typed, the mail
/// goes where the account belongs.
fn recipient(letter: &Letter) -> Result<Address, SendError> {
    let canonical = letter.mail.to.canonical();
    canonical
        .parse()
        .map_err(|error: AddressError| SendError::Refused(error.into()))
}

fn date(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + at.since(Timestamp::from_unix_seconds(0))
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, letter: &Letter) -> Result<(), SendError> {
        let message = self.message(letter)?;
        let bytes = message.formatted();
        let sent = timeout(PATIENCE, self.connections.send(message.envelope(), &bytes));
        sent.await.unwrap_or_else(|_| {
            let patience = PATIENCE.as_secs();
            let late = format!("no answer from the mail server within {patience} s");
            Err(Unavailable::new(late).into())
        })
    }
}

/// Tells programs that nobody wrote this mail by hand, so that none answers that somebody is
/// on holiday (RFC 3834).
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
