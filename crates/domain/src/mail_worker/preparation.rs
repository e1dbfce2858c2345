//! Recipient and link of an email, determined when it is sent.

use crate::{
    EmailAddress, EmailKind, Link, LinkPurpose, LinkToken, MailWorker, OneTimeToken, OutgoingEmail,
    QueuedEmail, TokenPurpose, Unavailable, User,
};

impl MailWorker {
    /// Determines the recipient and the link of an email. `None` if its cause no longer exists: the
    /// email is dropped.
    pub(super) async fn prepare(
        &self,
        queued: &QueuedEmail,
    ) -> Result<Option<OutgoingEmail>, Unavailable> {
        let owner = self.owner(&queued.to).await?;
        match (queued.kind, owner) {
            // A visitor named the address; its account is looked up only here. The email goes to
            // the address as its owner wrote it, never as the visitor did (CVE-2019-19844).
            (EmailKind::VerifyEmail, Some(owner)) if owner.email_verified_at.is_none() => {
                self.with_link(queued, &owner.email, &owner).await
            }
            (EmailKind::ResetPassword, Some(owner)) => {
                self.with_link(queued, &owner.email, &owner).await
            }
            (EmailKind::AlreadyRegistered, Some(owner)) => Ok(Some(addressed_to(queued, &owner))),
            (EmailKind::TooManyFailures, Some(owner)) if self.accounts.is_reader(&owner) => {
                Ok(Some(addressed_to(queued, &owner)))
            }
            (EmailKind::DeletionScheduled, Some(owner)) => Ok(scheduled(queued, &owner)),
            (
                EmailKind::VerifyEmail
                | EmailKind::ResetPassword
                | EmailKind::AlreadyRegistered
                | EmailKind::TooManyFailures
                | EmailKind::DeletionScheduled,
                _,
            ) => Ok(None),
            (EmailKind::ChangeEmail, Some(owner)) if Some(owner.id) != queued.user_id => {
                let warning = QueuedEmail {
                    kind: EmailKind::EmailTaken,
                    // The owner must not learn who requested the address.
                    other_email: None,
                    ..queued.clone()
                };
                Ok(Some(addressed_to(&warning, &owner)))
            }
            (EmailKind::ChangeEmail | EmailKind::EmailChangeRequested, _) => {
                self.to_user(queued).await
            }
            _ => Ok(Some(OutgoingEmail {
                email: queued.clone(),
                link: None,
                deletion_due_at: None,
            })),
        }
    }

    /// Prepares an email with a link for a user who requested it within a session.
    async fn to_user(&self, queued: &QueuedEmail) -> Result<Option<OutgoingEmail>, Unavailable> {
        let Some(id) = queued.user_id else {
            return Ok(None);
        };
        let store = &self.accounts.ports.store;
        match store.users().find_credential_by_id(id).await? {
            Some(known) => self.with_link(queued, &queued.to, &known.user).await,
            None => Ok(None),
        }
    }

    async fn with_link(
        &self,
        queued: &QueuedEmail,
        to: &EmailAddress,
        user: &User,
    ) -> Result<Option<OutgoingEmail>, Unavailable> {
        let Some(purpose) = queued.kind.link() else {
            return Ok(None);
        };
        let links = &self.accounts.keys.links;
        let again = queued
            .link
            .and_then(|hash| links.of_email_again(queued.id, hash));
        let token = match again {
            Some(token) => Some(token),
            None if self.is_too_soon(queued, purpose, user).await? => None,
            None => self.make_link(queued, purpose, to, user).await?,
        };
        let Some(token) = token else {
            return Ok(None);
        };
        let queued = QueuedEmail {
            to: to.clone(),
            ..queued.clone()
        };
        Ok(Some(OutgoingEmail {
            email: queued,
            link: Some(token),
            deletion_due_at: None,
        }))
    }

    /// Whether a visitor requests another email too soon after the previous one.
    async fn is_too_soon(
        &self,
        queued: &QueuedEmail,
        purpose: LinkPurpose,
        user: &User,
    ) -> Result<bool, Unavailable> {
        if queued.user_id.is_some() {
            return Ok(false);
        }
        let pause = self.accounts.policy.email_pause;
        let links = self
            .accounts
            .ports
            .store
            .tokens()
            .list_links(user.id)
            .await?;
        Ok(links.iter().any(|link| {
            link.purpose == purpose && queued.created_at.since(link.created_at) < pause
        }))
    }

    /// The newest link for a purpose is the one that works. Those that take a change of
    /// address back are as many as there were addresses. `None`: the email waits no more, since
    /// what happened meanwhile withdrew its cause. The new row of the link locks the user first
    /// and the email then, in the order of the units that withdraw.
    async fn make_link(
        &self,
        queued: &QueuedEmail,
        purpose: LinkPurpose,
        to: &EmailAddress,
        user: &User,
    ) -> Result<Option<LinkToken>, Unavailable> {
        let links = &self.accounts.keys.links;
        let token = links.of_email(queued.id);
        let now = self.now();
        let link = Link {
            token: links.hash(&token),
            purpose,
            user_id: user.id,
            email: to.clone(),
            created_at: match purpose {
                LinkPurpose::UndoEmailChange => queued.created_at,
                _ => now,
            },
            expires_at: now + purpose.lifetime(),
            email_changes: queued.email_changes,
        };
        let made = self.accounts.unit("make_link", || {
            Box::pin(async {
                let mut work = self.accounts.begin(&queued.client).await?;
                if purpose != LinkPurpose::UndoEmailChange {
                    let purpose = [TokenPurpose::Link(purpose)];
                    work.unit.tokens().delete_of(user.id, &purpose, 0).await?;
                }
                work.unit
                    .tokens()
                    .insert(&OneTimeToken::from(&link))
                    .await?;
                let waits = work.unit.emails().set_link(queued.id, &link.token).await?;
                if waits {
                    work.commit().await?;
                }
                Ok::<_, Unavailable>(waits)
            })
        });
        Ok(made.await?.then_some(token))
    }

    async fn owner(&self, email: &EmailAddress) -> Result<Option<User>, Unavailable> {
        let known = self
            .accounts
            .ports
            .store
            .users()
            .find_credential(email)
            .await?;
        Ok(known.map(|known| known.user))
    }
}

fn addressed_to(queued: &QueuedEmail, owner: &User) -> OutgoingEmail {
    let queued = QueuedEmail {
        to: owner.email.clone(),
        user_id: Some(owner.id),
        ..queued.clone()
    };
    OutgoingEmail {
        email: queued,
        link: None,
        deletion_due_at: None,
    }
}

/// A user who cancelled the deletion meanwhile is not notified of it.
fn scheduled(queued: &QueuedEmail, owner: &User) -> Option<OutgoingEmail> {
    let deletion_due_at = Some(owner.deletion_due_at?);
    Some(OutgoingEmail {
        deletion_due_at,
        ..addressed_to(queued, owner)
    })
}
