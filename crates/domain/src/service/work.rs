use super::Accounts;
use crate::{
    Client, EmailAddress, Event, EventId, EventKind, Mail, MailId, MailKind, Unavailable,
    UnitOfWork, UserId,
};

/// A unit of work for somebody, with the events that there are to tell when it is done.
pub(crate) struct Work<'a> {
    accounts: &'a Accounts,
    pub(crate) client: &'a Client,
    pub(crate) unit: Box<dyn UnitOfWork>,
    events: Vec<Event>,
}

impl Accounts {
    pub(crate) async fn begin<'a>(&'a self, client: &'a Client) -> Result<Work<'a>, Unavailable> {
        Ok(Work {
            accounts: self,
            client,
            unit: self.ports.store.begin().await?,
            events: Vec::new(),
        })
    }

    /// Notes something that changed nothing else.
    pub(crate) async fn note(
        &self,
        kind: EventKind,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<(), Unavailable> {
        let mut work = self.begin(client).await?;
        work.record(kind, user).await?;
        work.commit().await
    }
}

impl Work<'_> {
    /// Notes what happened, in the same unit as what happened.
    pub(crate) async fn record(
        &mut self,
        kind: EventKind,
        user_id: Option<UserId>,
    ) -> Result<(), Unavailable> {
        let ports = &self.accounts.ports;
        let event = Event {
            id: EventId::generate(&*ports.clock, &*ports.random)?,
            kind,
            user_id,
            at: ports.clock.now(),
            client: self.client.clone(),
        };
        self.unit.insert_event(&event).await?;
        self.events.push(event);
        Ok(())
    }

    /// Writes a mail that leaves after the commit; where nobody sends mails, none.
    pub(crate) async fn mail(
        &mut self,
        kind: MailKind,
        to: &EmailAddress,
        user_id: Option<UserId>,
        other_email: Option<&EmailAddress>,
    ) -> Result<(), Unavailable> {
        if !self.accounts.policy.sends_mail {
            return Ok(());
        }
        let ports = &self.accounts.ports;
        let mail = Mail {
            id: MailId::generate(&*ports.clock, &*ports.random)?,
            kind,
            to: to.clone(),
            user_id,
            other_email: other_email.cloned(),
            client: self.client.clone(),
            created_at: ports.clock.now(),
            link: None,
            attempts: 0,
        };
        self.unit.insert_mail(&mail).await
    }

    /// Makes it durable, and then tells whoever listens.
    pub(crate) async fn commit(self) -> Result<(), Unavailable> {
        self.unit.commit().await?;
        for event in &self.events {
            for sink in &self.accounts.ports.sinks {
                sink.emit(event);
            }
        }
        Ok(())
    }
}
