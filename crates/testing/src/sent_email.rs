use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use vestibule_domain::{EmailAddress, EmailKind, Mailer, OutgoingEmail, SendError};
use vestibule_mail::EmailTemplates;

/// An email as its recipient gets it.
#[derive(Clone, Debug)]
pub struct SentEmail {
    /// The recipient.
    pub to: EmailAddress,
    /// The type of the email.
    pub kind: EmailKind,
    /// The subject, in the language of the request that caused the email.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
    site_url: String,
}

impl SentEmail {
    /// Returns the URL of the first link.
    ///
    /// # Panics
    ///
    /// The email has no link.
    #[track_caller]
    pub fn link(&self) -> &str {
        let mut words = self.text.split_whitespace();
        let link = words.find(|word| self.path_in(word).is_some());
        link.unwrap_or_else(|| panic!("no link is in\n{}", self.text))
    }

    /// Returns the path of the first link, for [`Client::get`](super::Client::get).
    ///
    /// # Panics
    ///
    /// The email has no link.
    #[track_caller]
    pub fn path(&self) -> &str {
        let link = self.link();
        self.path_in(link).unwrap_or(link)
    }

    /// The URL of the site at the end of each email is not counted as a link.
    fn path_in<'a>(&self, word: &'a str) -> Option<&'a str> {
        let path = word.strip_prefix(&*self.site_url)?;
        path.starts_with('/').then_some(path)
    }
}

/// Mailer that stores the rendered emails.
pub(super) struct Postbox {
    email_templates: EmailTemplates,
    site_url: String,
    emails: Arc<Mutex<Vec<SentEmail>>>,
}

impl Postbox {
    pub(super) fn new(
        email_templates: EmailTemplates,
        site_url: String,
        emails: Arc<Mutex<Vec<SentEmail>>>,
    ) -> Self {
        Self {
            email_templates,
            site_url,
            emails,
        }
    }
}

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
        let written = self.email_templates.write(outgoing)?;
        self.emails
            .lock()
            .expect("no thread panicked")
            .push(SentEmail {
                to: outgoing.email.to.clone(),
                kind: outgoing.email.kind,
                subject: written.subject,
                text: written.text,
                html: written.html,
                site_url: self.site_url.clone(),
            });
        Ok(())
    }
}
