use super::Accounts;
use crate::{
    Client, EmailAddress, EmailId, EmailKind, Event, EventId, EventKind, QueuedEmail, Timestamp,
    Unavailable, UnitOfWork, UserId,
};

/// A unit of work of a client, with the events that sinks receive after the commit.
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

    /// Whether the account has as many events of the kind as it may have in this hour.
    fn has_enough_events(&self, event: &Event) -> bool {
        let Event { kind, at, .. } = *event;
        let limited = event.user_id.zip(self.policy.attempts.as_ref());
        limited.is_some_and(|(user, limits)| !self.own_events.admits(user, kind, limits.events, at))
    }

    /// The same for an email that only tells the owner of something.
    fn has_enough_notices(&self, queued: &QueuedEmail) -> bool {
        let QueuedEmail {
            kind, created_at, ..
        } = *queued;
        let limited = queued.user_id.zip(self.policy.attempts.as_ref());
        limited.is_some_and(|(user, limits)| {
            let limit = limits.owner_notices;
            kind.is_notice() && !self.own_emails.admits(user, kind, limit, created_at)
        })
    }

    /// Notes something that changed nothing else.
    pub(crate) async fn note(
        &self,
        kind: EventKind,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<(), Unavailable> {
        self.unit("note", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                work.record(kind, user).await?;
                work.commit().await
            })
        })
        .await
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
        self.store(&event).await?;
        self.events.push(event);
        Ok(())
    }

    /// An event without an account overwrites the oldest one at the limit. That is one statement like
    /// an insert, so that its time discloses no account.
    async fn store(&mut self, event: &Event) -> Result<(), Unavailable> {
        let accounts = self.accounts;
        if accounts.has_enough_events(event) {
            return Ok(());
        }
        if event.user_id.is_none() {
            let oldest = accounts.visitors_events.push(event.id);
            if let Some(oldest) = oldest
                && self.unit.events().replace(oldest, event).await?
            {
                return Ok(());
            }
        }
        self.unit.events().insert(event).await
    }

    /// Writes an email that is sent after the commit; none where emails are disabled.
    pub(crate) async fn queue_email(
        &mut self,
        kind: EmailKind,
        to: &EmailAddress,
        user_id: Option<UserId>,
        other_email: Option<&EmailAddress>,
    ) -> Result<(), Unavailable> {
        self.queue_email_after(0, kind, to, user_id, other_email)
            .await
    }

    /// The same about a change of address, after so many that there were before.
    pub(crate) async fn queue_email_after(
        &mut self,
        email_changes: u32,
        kind: EmailKind,
        to: &EmailAddress,
        user_id: Option<UserId>,
        other_email: Option<&EmailAddress>,
    ) -> Result<(), Unavailable> {
        if !self.accounts.policy.sends_email {
            return Ok(());
        }
        let ports = &self.accounts.ports;
        let queued = QueuedEmail {
            id: EmailId::generate(&*ports.clock, &*ports.random)?,
            kind,
            to: to.clone(),
            user_id,
            other_email: other_email.cloned(),
            email_changes,
            client: self.client.clone(),
            created_at: ports.clock.now(),
            link: None,
            attempts: 0,
        };
        if self.accounts.has_enough_notices(&queued) {
            return Ok(());
        }
        if user_id.is_none()
            && let Some(oldest) = self.accounts.visitors_emails.push(queued.id)
        {
            self.unit.emails().delete(oldest).await?;
        }
        self.unit.emails().insert(&queued).await
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.accounts.ports.clock.now()
    }

    /// Makes it durable, and then notifies the sinks.
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
