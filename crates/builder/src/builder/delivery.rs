use std::sync::Arc;

use vestibule_domain::Mailer;
use vestibule_mail::{EmailTemplates, MailFrom, SmtpMailer, SmtpUrl};
use vestibule_web::PublicUrl;

use super::Builder;

/// How emails leave.
#[derive(Default)]
pub(crate) enum Delivery {
    /// Not decided. To the log, as long as only this machine reaches the site.
    #[default]
    Undecided,
    /// By a mail server.
    Smtp(SmtpUrl, MailFrom),
    /// By a service of the application.
    Own(MakeMailer),
    /// Not at all.
    None,
}

type MakeMailer = Box<dyn Fn(EmailTemplates) -> Arc<dyn Mailer> + Send + Sync>;

impl Builder {
    /// Sends emails by this server. Links in them need a [`Builder::public_url`], whose host the
    /// server is greeted by.
    ///
    /// Without this, [`Builder::mailer`] and [`Builder::without_email`], emails are written to the
    /// log, as long as only this machine can reach the site; else [`Builder::build`] refuses.
    pub fn smtp(mut self, server: SmtpUrl, from: MailFrom) -> Self {
        self.delivery = Delivery::Smtp(server, from);
        self
    }

    /// Sends emails by a service of the application's own, which writes their texts itself. Links
    /// in them need a [`Builder::public_url`].
    ///
    /// Each email is tried until [`Mailer::send`] returns `Ok` or refuses it, and for a day at
    /// most.
    pub fn mailer(self, mailer: impl Mailer + 'static) -> Self {
        let mailer: Arc<dyn Mailer> = Arc::new(mailer);
        self.mailer_with(move |_| mailer.clone())
    }

    /// Sends emails by a service of the application's own with the texts of the templates, which
    /// [`EmailTemplates::write`] gives it.
    pub fn mailer_with<M>(mut self, make: M) -> Self
    where
        M: Fn(EmailTemplates) -> Arc<dyn Mailer> + Send + Sync + 'static,
    {
        self.delivery = Delivery::Own(Box::new(make));
        self
    }

    /// Sends no emails: users can neither reset a password nor verify an address, and the pages
    /// say what to do instead.
    pub fn without_email(mut self) -> Self {
        self.delivery = Delivery::None;
        self
    }

    /// The mail server, which is greeted by the name of the site, and the sender.
    pub(crate) fn mail_server(&self) -> Option<(SmtpUrl, &MailFrom)> {
        let Delivery::Smtp(server, from) = &self.delivery else {
            return None;
        };
        let host = self.public_url.as_ref().and_then(PublicUrl::host);
        let server = match host {
            Some(host) => server.clone().greeting_as(host),
            None => server.clone(),
        };
        Some((server, from))
    }

    /// Returns the mailer of the application, if there is one.
    pub(crate) fn own_mailer(
        &self,
        email_templates: EmailTemplates,
    ) -> Result<Arc<dyn Mailer>, EmailTemplates> {
        match &self.delivery {
            Delivery::Own(make) => Ok(make(email_templates)),
            Delivery::Smtp(..) | Delivery::None | Delivery::Undecided => match self.mail_server() {
                Some((server, from)) => {
                    let from = from.clone().named(&self.site_name);
                    Ok(Arc::new(SmtpMailer::new(server, from, email_templates)))
                }
                None => Err(email_templates),
            },
        }
    }
}
