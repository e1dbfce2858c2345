//! Recipient and link of an email, determined when it is sent.

use crate::{
    EmailAddress, Link, LinkPurpose, LinkToken, Mail, MailKind, MailWorker, OneTimeToken,
    OutgoingEmail, TokenPurpose, Unavailable, User,
};

impl MailWorker {
    /// Determines the recipient and the link of an email. `None` if its cause no longer exists: the
    /// email is dropped.
    pub(super) async fn prepare(&self, mail: &Mail) -> Result<Option<OutgoingEmail>, Unavailable> {
        let owner = self.owner(&mail.to).await?;
        match (mail.kind, owner) {
            // A visitor named the address; its account is looked up only here. The email goes to
            // the address as its owner wrote it, never as the visitor did (CVE-2019-19844).
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
                    // The owner must not learn who requested the address.
                    other_email: None,
                    ..mail.clone()
                };
                Ok(Some(addressed_to(&warning, &owner)))
            }
            (MailKind::ChangeEmail | MailKind::EmailChangeRequested, _) => self.to_user(mail).await,
            _ => Ok(Some(OutgoingEmail {
                mail: mail.clone(),
                link: None,
                deletion_due_at: None,
            })),
        }
    }

    /// Prepares an email with a link for a user who requested it within a session.
    async fn to_user(&self, mail: &Mail) -> Result<Option<OutgoingEmail>, Unavailable> {
        let Some(id) = mail.user_id else {
            return Ok(None);
        };
        let store = &self.accounts.ports.store;
        match store.users().find_credential_by_id(id).await? {
            Some(known) => self.with_link(mail, &mail.to, &known.user).await,
            None => Ok(None),
        }
    }

    async fn with_link(
        &self,
        mail: &Mail,
        to: &EmailAddress,
        user: &User,
    ) -> Result<Option<OutgoingEmail>, Unavailable> {
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
        Ok(Some(OutgoingEmail {
            mail,
            link: Some(token),
            deletion_due_at: None,
        }))
    }

    /// Whether a visitor requests another email too soon after the previous one.
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
        let links = self
            .accounts
            .ports
            .store
            .tokens()
            .list_links(user.id)
            .await?;
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
                    let purpose = [TokenPurpose::Link(purpose)];
                    work.unit.tokens().delete_of(user.id, &purpose, 0).await?;
                }
                work.unit
                    .tokens()
                    .insert(&OneTimeToken::from(&link))
                    .await?;
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

fn addressed_to(mail: &Mail, owner: &User) -> OutgoingEmail {
    let mail = Mail {
        to: owner.email.clone(),
        user_id: Some(owner.id),
        ..mail.clone()
    };
    OutgoingEmail {
        mail,
        link: None,
        deletion_due_at: None,
    }
}

/// A user who cancelled the deletion meanwhile is not notified of it.
fn scheduled(mail: &Mail, owner: &User) -> Option<OutgoingEmail> {
    let deletion_due_at = Some(owner.deletion_due_at?);
    Some(OutgoingEmail {
        deletion_due_at,
        ..addressed_to(mail, owner)
    })
}
