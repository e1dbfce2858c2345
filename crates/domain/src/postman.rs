use std::{sync::Arc, time::Duration};

use crate::{
    Accounts, Causes, EmailAddress, EventKind, Letter, Link, LinkPurpose, LinkToken, Mail,
    MailKind, Mailer, SendError, Timestamp, Unavailable, User,
};

/// A [`Mailer`] is done with a mail after this time, one way or the other.
pub const SENDING_TIME: Duration = Duration::from_secs(60);

/// A server that took a mail and died has it for so long; then another one takes it over.
const LEASE: Duration = SENDING_TIME.saturating_mul(2);
/// The wait after the first failure; it triples with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// After a day nobody waits for the mail any more.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// Sends the mails that wait in the store. Any number of servers may have one: each mail is
/// taken by one of them at a time.
///
/// A mail is written in the unit of work of its cause and deleted after it was sent. Who dies
/// in between sends it once more, with the same link.
pub struct Postman {
    accounts: Arc<Accounts>,
    mailer: Arc<dyn Mailer>,
}

impl Postman {
    /// Sends what `accounts` wrote.
    pub fn new(accounts: Arc<Accounts>, mailer: Arc<dyn Mailer>) -> Self {
        Self { accounts, mailer }
    }

    /// Sends the mail that is due the longest, and tells whether there was one. Whether it
    /// went is told to nobody but the log: it is due again later, or given up.
    pub async fn deliver(&self) -> Result<bool, Unavailable> {
        let now = self.now();
        let store = &self.accounts.ports.store;
        let Some(mail) = store.claim_mail(now, now + LEASE).await? else {
            return Ok(false);
        };
        if now.since(mail.created_at) >= PATIENCE {
            self.give_up(&mail, "it could not be sent for a day")
                .await?;
            return Ok(true);
        }
        let sent = match self.prepare(&mail).await? {
            Some(letter) => self.mailer.send(&letter).await,
            None => Ok(()),
        };
        match sent {
            Ok(()) => self.done(&mail).await?,
            Err(SendError::Refused(cause)) => {
                let reason = Causes(&*cause).to_string();
                self.give_up(&mail, &reason).await?;
            }
            Err(SendError::Unavailable(error)) => self.postpone(&mail, &error).await?,
        }
        Ok(true)
    }

    /// Makes the letter: to whom, and with which link. `None`: it would be of use to nobody,
    /// and nobody is told.
    async fn prepare(&self, mail: &Mail) -> Result<Option<Letter>, Unavailable> {
        let owner = self.owner(&mail.to).await?;
        match (mail.kind, owner) {
            // A stranger named the address; only here somebody looks whose it is. The mail
            // goes to the address as its owner wrote it, never as the stranger did
            // (CVE-2019-19844).
            (MailKind::VerifyEmail, Some(owner)) if owner.email_verified_at.is_none() => {
                self.with_link(mail, &owner.email, &owner).await
            }
            (MailKind::ResetPassword, Some(owner)) => {
                self.with_link(mail, &owner.email, &owner).await
            }
            (MailKind::AlreadyRegistered, Some(owner)) => Ok(Some(addressed_to(mail, &owner))),
            (MailKind::TooManyFailures, Some(owner)) if self.accounts.is_reader(&owner) => {
                Ok(Some(addressed_to(mail, &owner)))
            }
            (MailKind::DeletionScheduled, Some(owner)) => Ok(scheduled(mail, &owner)),
            (
                MailKind::VerifyEmail
                | MailKind::ResetPassword
                | MailKind::AlreadyRegistered
                | MailKind::TooManyFailures
                | MailKind::DeletionScheduled,
                _,
            ) => Ok(None),
            (MailKind::ChangeEmail, Some(owner)) if Some(owner.id) != mail.user_id => {
                let warning = Mail {
                    kind: MailKind::EmailTaken,
                    // Who wants the address is nothing to tell its owner.
                    other_email: None,
                    ..mail.clone()
                };
                Ok(Some(addressed_to(&warning, &owner)))
            }
            (MailKind::ChangeEmail | MailKind::EmailChangeRequested, _) => self.to_user(mail).await,
            _ => Ok(Some(Letter {
                mail: mail.clone(),
                link: None,
                deletion_due_at: None,
            })),
        }
    }

    /// A letter to somebody who asked for it within a session, with a link.
    async fn to_user(&self, mail: &Mail) -> Result<Option<Letter>, Unavailable> {
        let Some(id) = mail.user_id else {
            return Ok(None);
        };
        let store = &self.accounts.ports.store;
        match store.find_credential_by_id(id).await? {
            Some(known) => self.with_link(mail, &mail.to, &known.user).await,
            None => Ok(None),
        }
    }

    async fn with_link(
        &self,
        mail: &Mail,
        to: &EmailAddress,
        user: &User,
    ) -> Result<Option<Letter>, Unavailable> {
        let Some(purpose) = mail.kind.link() else {
            return Ok(None);
        };
        let links = &self.accounts.keys.links;
        let again = mail
            .link
            .and_then(|hash| links.of_mail_again(mail.id, hash));
        let token = match again {
            Some(token) => Some(token),
            None if self.is_too_soon(mail, purpose, user).await? => None,
            None => self.make_link(mail, purpose, to, user).await?,
        };
        let Some(token) = token else {
            return Ok(None);
        };
        let mail = Mail {
            to: to.clone(),
            ..mail.clone()
        };
        Ok(Some(Letter {
            mail,
            link: Some(token),
            deletion_due_at: None,
        }))
    }

    /// Whether a stranger asks for one mail after the other: the last one is there already.
    async fn is_too_soon(
        &self,
        mail: &Mail,
        purpose: LinkPurpose,
        user: &User,
    ) -> Result<bool, Unavailable> {
        if mail.user_id.is_some() {
            return Ok(false);
        }
        let pause = self.accounts.policy.mail_pause;
        let links = self.accounts.ports.store.list_links(user.id).await?;
        Ok(links
            .iter()
            .any(|link| link.purpose == purpose && mail.created_at.since(link.created_at) < pause))
    }

    /// The newest link for a purpose is the one that works. Those that take a change of
    /// address back are as many as there were addresses. `None`: the email waits no more, since
    /// what happened meanwhile withdrew its cause. The new row of the link locks the user first
    /// and the email then, in the order of the units that withdraw.
    async fn make_link(
        &self,
        mail: &Mail,
        purpose: LinkPurpose,
        to: &EmailAddress,
        user: &User,
    ) -> Result<Option<LinkToken>, Unavailable> {
        let links = &self.accounts.keys.links;
        let token = links.of_mail(mail.id);
        let now = self.now();
        let link = Link {
            token: links.hash(&token),
            purpose,
            user_id: user.id,
            email: to.clone(),
            created_at: match purpose {
                LinkPurpose::UndoEmailChange => mail.created_at,
                _ => now,
            },
            expires_at: now + purpose.lifetime(),
            email_changes: mail.email_changes,
        };
        let made = self.accounts.unit("make_link", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&mail.client).await?;
                if purpose != LinkPurpose::UndoEmailChange {
                    work.unit.links().delete_of(user.id, &[purpose], 0).await?;
                }
                work.unit.links().insert(&link).await?;
                let waits = work.unit.mails().set_link(mail.id, &link.token).await?;
                if waits {
                    work.commit().await?;
                }
                Ok::<_, Unavailable>(waits)
            })
        });
        Ok(made.await?.then_some(token))
    }

    async fn owner(&self, email: &EmailAddress) -> Result<Option<User>, Unavailable> {
        let known = self.accounts.ports.store.find_credential(email).await?;
        Ok(known.map(|known| known.user))
    }

    async fn done(&self, mail: &Mail) -> Result<(), Unavailable> {
        let deleted = self.accounts.unit("delete_mail", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&mail.client).await?;
                work.unit.mails().delete(mail.id).await?;
                work.commit().await
            })
        });
        deleted.await
    }

    async fn postpone(&self, mail: &Mail, error: &Unavailable) -> Result<(), Unavailable> {
        let tripled = 3u32.saturating_pow(mail.attempts.saturating_sub(1));
        let wait = FIRST_WAIT.saturating_mul(tripled).min(LONGEST_WAIT);
        let due_at = self.now() + wait;
        let postponed = self.accounts.unit("postpone_mail", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&mail.client).await?;
                let unit = &mut work.unit;
                unit.mails()
                    .postpone(mail.id, mail.attempts, due_at)
                    .await?;
                work.commit().await
            })
        });
        postponed.await?;
        // Not before: whoever reads when it comes again may rely on it.
        tracing::warn!(
            mail = mail.kind.as_str(),
            attempts = mail.attempts,
            again_in = wait.as_secs(),
            error = %Causes(error),
            "a mail could not be sent"
        );
        Ok(())
    }

    async fn give_up(&self, mail: &Mail, reason: &str) -> Result<(), Unavailable> {
        let given_up = self.accounts.unit("give_up_mail", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&mail.client).await?;
                work.unit.mails().delete(mail.id).await?;
                work.record(EventKind::MailGivenUp, mail.user_id).await?;
                work.commit().await
            })
        });
        given_up.await?;
        tracing::error!(mail = mail.kind.as_str(), reason, "a mail is given up");
        Ok(())
    }

    fn now(&self) -> Timestamp {
        self.accounts.ports.clock.now()
    }
}

fn addressed_to(mail: &Mail, owner: &User) -> Letter {
    let mail = Mail {
        to: owner.email.clone(),
        user_id: Some(owner.id),
        ..mail.clone()
    };
    Letter {
        mail,
        link: None,
        deletion_due_at: None,
    }
}

/// Whoever came back meanwhile is not told that they will be deleted.
fn scheduled(mail: &Mail, owner: &User) -> Option<Letter> {
    let deletion_due_at = Some(owner.deletion_due_at?);
    Some(Letter {
        deletion_due_at,
        ..addressed_to(mail, owner)
    })
}
