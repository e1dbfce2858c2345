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
    /// By an SMTP server.
    Smtp(SmtpUrl, MailFrom),
    /// By a service of the application.
    Own(MakeMailer),
    /// Not at all.
    None,
}

type MakeMailer = Box<dyn Fn(EmailTemplates) -> Arc<dyn Mailer> + Send + Sync>;

impl Builder {
    /// Sends emails by an SMTP server. Links in them need a [`Builder::public_url`], whose host is the
    /// name in the greeting (`EHLO`).
    ///
    /// Without this, [`Builder::mailer`] and [`Builder::without_email`], emails are written to the
    /// log if only this machine can reach the site; otherwise [`Builder::build`] fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use vestibule::{MailFrom, PublicUrl, SmtpUrl};
    ///
    /// let builder = vestibule::builder()
    ///     .public_url(PublicUrl::parse("https://shop.example")?)
    ///     .smtp(
    ///         SmtpUrl::parse("smtps://shop:secret@mail.example")?,
    ///         MailFrom::parse("Cookie Shop <no-reply@shop.example>")?,
    ///     );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn smtp(mut self, server: SmtpUrl, from: MailFrom) -> Self {
        self.delivery = Delivery::Smtp(server, from);
        self
    }

    /// Sends emails by a service of the application, which writes the texts itself; [`Mailer`] has an
    /// example. Links in them need a [`Builder::public_url`].
    ///
    /// Each email is retried until [`Mailer::send`] returns `Ok` or refuses it, and for a day at
    /// most.
    pub fn mailer(self, mailer: impl Mailer + 'static) -> Self {
        let mailer: Arc<dyn Mailer> = Arc::new(mailer);
        self.mailer_with(move |_| mailer.clone())
    }

    /// Sends emails by a service of the application, with the texts of the templates:
    /// [`EmailTemplates::write`] renders them.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vestibule::{EmailTemplates, Mailer, OutgoingEmail, SendError, async_trait};
    ///
    /// struct Provider {
    ///     texts: EmailTemplates,
    /// }
    ///
    /// #[async_trait]
    /// impl Mailer for Provider {
    ///     async fn send(&self, outgoing: &OutgoingEmail) -> Result<(), SendError> {
    ///         let email = self.texts.write(outgoing)?;
    ///         println!("{}: {}, {}", outgoing.email.to, email.subject, email.html); // the provider's API
    ///         Ok(())
    ///     }
    /// }
    ///
    /// let builder = vestibule::builder().mailer_with(|texts| Arc::new(Provider { texts }));
    /// ```
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

    /// Returns the SMTP server, with the host of the site as its greeting name, and the sender.
    pub(crate) fn mail_server(&self) -> Option<(SmtpUrl, &MailFrom)> {
        let Delivery::Smtp(server, from) = &self.delivery else {
            return None;
        };
        let host = self.public_url.as_ref().and_then(PublicUrl::host);
        let server = match host {
            Some(host) => server.clone().hello_name(host),
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
