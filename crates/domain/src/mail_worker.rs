use std::{sync::Arc, time::Duration};

use crate::{
    Accounts, ErrorChain, EventKind, Mailer, QueuedEmail, SendError, Timestamp, Unavailable,
};

mod preparation;

/// The longest time that a [`Mailer`] may take for an email.
pub const SENDING_TIME: Duration = Duration::from_secs(60);

/// How long a server keeps an email that it claimed. After that another server takes it over.
const LEASE: Duration = SENDING_TIME.saturating_mul(2);
/// The pause after the first failure. It triples with each further failure.
const FIRST_WAIT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// The worker gives up after this time.
const GIVE_UP_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Sends the emails in the outbox. Any number of servers may run workers: one worker at a time
/// claims an email.
///
/// An email is stored in the transaction of its cause and deleted after it was sent. If a server
/// stops in between, another one sends it again with the same link.
///
/// # Examples
///
/// The loop of a background task; `vestibule::builder` starts one:
///
/// ```
/// use std::time::Duration;
/// use vestibule_domain::{Clock, ErrorChain, MailWorker};
///
/// async fn send_emails(worker: MailWorker, clock: &dyn Clock) {
///     loop {
///         match worker.deliver().await {
///             Ok(true) => continue, // there may be another one
///             Ok(false) => {}
///             Err(error) => eprintln!("emails cannot be read: {}", ErrorChain(&error)),
///         }
///         clock.sleep(Duration::from_secs(5)).await;
///     }
/// }
/// ```
pub struct MailWorker {
    accounts: Arc<Accounts>,
    mailer: Arc<dyn Mailer>,
}

impl MailWorker {
    /// Creates a worker for the outbox of `accounts`.
    pub fn new(accounts: Arc<Accounts>, mailer: Arc<dyn Mailer>) -> Self {
        Self { accounts, mailer }
    }

    /// Sends the email that has been due longest, and returns whether there was one. A failed
    /// delivery is logged and retried later, or given up.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    pub async fn deliver(&self) -> Result<bool, Unavailable> {
        let now = self.now();
        let store = &self.accounts.ports.store;
        let Some(queued) = store.emails().claim(now, now + LEASE).await? else {
            return Ok(false);
        };
        if now.since(queued.created_at) >= GIVE_UP_AFTER {
            self.give_up(&queued, "it could not be sent for a day")
                .await?;
            return Ok(true);
        }
        let sent = match self.prepare(&queued).await? {
            Some(outgoing) => self.mailer.send(&outgoing).await,
            None => Ok(()),
        };
        match sent {
            Ok(()) => self.done(&queued).await?,
            Err(SendError::Refused(cause)) => {
                let reason = ErrorChain(&*cause).to_string();
                self.give_up(&queued, &reason).await?;
            }
            Err(SendError::Unavailable(error)) => self.postpone(&queued, &error).await?,
        }
        Ok(true)
    }

    async fn done(&self, queued: &QueuedEmail) -> Result<(), Unavailable> {
        let deleted = self.accounts.unit("delete_email", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&queued.client).await?;
                work.unit.emails().delete(queued.id).await?;
                work.commit().await
            })
        });
        deleted.await
    }

    async fn postpone(&self, queued: &QueuedEmail, error: &Unavailable) -> Result<(), Unavailable> {
        let tripled = 3u32.saturating_pow(queued.attempts.saturating_sub(1));
        let wait = FIRST_WAIT.saturating_mul(tripled).min(LONGEST_WAIT);
        let due_at = self.now() + wait;
        let postponed = self.accounts.unit("postpone_email", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&queued.client).await?;
                let unit = &mut work.unit;
                unit.emails()
                    .postpone(queued.id, queued.attempts, due_at)
                    .await?;
                work.commit().await
            })
        });
        postponed.await?;
        // After the commit, so that the logged time is the stored one.
        tracing::warn!(
            kind = queued.kind.as_str(),
            attempts = queued.attempts,
            again_in = wait.as_secs(),
            error = %ErrorChain(error),
            "email delivery failed; retrying"
        );
        Ok(())
    }

    async fn give_up(&self, queued: &QueuedEmail, reason: &str) -> Result<(), Unavailable> {
        let given_up = self.accounts.unit("give_up_email", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&queued.client).await?;
                work.unit.emails().delete(queued.id).await?;
                work.record(EventKind::EmailUndeliverable, queued.user_id)
                    .await?;
                work.commit().await
            })
        });
        given_up.await?;
        tracing::error!(
            kind = queued.kind.as_str(),
            reason,
            "email delivery failed permanently; the email is deleted"
        );
        Ok(())
    }

    fn now(&self) -> Timestamp {
        self.accounts.ports.clock.now()
    }
}
