use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use vestibule_domain::{EmailAddress, MailKind, Mailer, OutgoingEmail, SendError};
use vestibule_mail::EmailTemplates;

/// A mail as its reader gets it.
#[derive(Clone, Debug)]
pub struct Mail {
    /// To whom.
    pub to: EmailAddress,
    /// What it is about.
    pub kind: MailKind,
    /// The subject, in the language of the request that caused the email.
    pub subject: String,
    /// The text, for programs that show no HTML.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    site_url: String,
}

impl Mail {
    /// The address that its first link leads to.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[track_caller]
    pub fn link(&self) -> &str {
        let mut words = self.text.split_whitespace();
        let link = words.find(|word| self.path_in(word).is_some());
        link.unwrap_or_else(|| panic!("no link is in\n{}", self.text))
    }

    /// The path of that link, for [`Client::get`](super::Client::get).
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[track_caller]
    pub fn path(&self) -> &str {
        let link = self.link();
        self.path_in(link).unwrap_or(link)
    }

    /// The site's own address, at the end of each mail, is no link to anything.
    fn path_in<'a>(&self, word: &'a str) -> Option<&'a str> {
        let path = word.strip_prefix(&*self.site_url)?;
        path.starts_with('/').then_some(path)
    }
}

/// Keeps mails, with the words that they have.
pub(super) struct Postbox {
    email_templates: EmailTemplates,
    site_url: String,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl Postbox {
    pub(super) fn new(
        email_templates: EmailTemplates,
        site_url: String,
        mails: Arc<Mutex<Vec<Mail>>>,
    ) -> Self {
        Self {
            email_templates,
            site_url,
            mails,
        }
    }
}

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
        let written = self.email_templates.write(outgoing)?;
        self.mails.lock().expect("no mail broke").push(Mail {
            to: outgoing.mail.to.clone(),
            kind: outgoing.mail.kind,
            subject: written.subject,
            text: written.text,
            html: written.html,
            site_url: self.site_url.clone(),
        });
        Ok(())
    }
}
