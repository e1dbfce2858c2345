use async_trait::async_trait;

use super::{Accounts, LinkError, MayConflict, OpenedLink, ProofError, work::Work};
use crate::{
    Client, DeleteIf, EmailAddress, EmailError, EmailKind, EventKind, Link, LinkPurpose,
    PasswordHash, RecentlyAuthenticated, TokenPurpose, Unavailable, User, UserId,
};

/// Why an account did not get the address that a link proved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MoveError {
    /// The link is unknown, too old or used.
    #[error("the link is invalid or has expired")]
    InvalidLink,
    /// Another account has the address by now. The link still works.
    #[error("the email address is already registered")]
    EmailTaken,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: another email address, and the way back from a change that its owner did not want.
#[async_trait]
pub trait ChangeEmail: Send + Sync {
    /// Requests a change of address. The new address replaces the old one when it has been verified.
    ///
    /// # Errors
    ///
    /// The password is wrong, the session has expired or was revoked, a limit is reached, or the hasher or the store is
    /// unavailable.
    async fn change_email(
        &self,
        by: &RecentlyAuthenticated,
        new: &EmailAddress,
    ) -> Result<(), ProofError>;

    /// Gives the account the address that the link proves.
    ///
    /// # Errors
    ///
    /// If the link is invalid, another account has the address, or the store is unavailable.
    async fn confirm_email_change(
        &self,
        opened: &OpenedLink,
        client: &Client,
    ) -> Result<(), MoveError>;

    /// Restores the previous address of the account, revokes all sessions, and makes the password
    /// unusable. An email lets the owner choose a new password.
    ///
    /// # Errors
    ///
    /// The link is invalid, another account has the address, or the store is unavailable.
    async fn undo_email_change(
        &self,
        opened: &OpenedLink,
        client: &Client,
    ) -> Result<(), MoveError>;
}

#[async_trait]
impl ChangeEmail for Accounts {
    /// The address changes only after the verification of the new one. The response does not disclose
    /// whether the new address has an account already: its owner gets an email.
    async fn change_email(
        &self,
        by: &RecentlyAuthenticated,
        new: &EmailAddress,
    ) -> Result<(), ProofError> {
        let own = self.limit_account("email changes", by.id, |limits| limits.email_changes);
        own.await??;
        self.limit_email(EmailKind::ChangeEmail, new).await??;
        self.unit("change_email", || Box::pin(self.request_change(by, new)))
            .await
    }

    /// The new address proved itself. It needs no session: only the user asked for the link, and
    /// only the mailbox has it.
    async fn confirm_email_change(
        &self,
        opened: &OpenedLink,
        client: &Client,
    ) -> Result<(), MoveError> {
        let purpose = [LinkPurpose::ChangeEmail];
        self.demand(opened, &purpose)?;
        let (link, user) = (&opened.link, opened.user());
        self.unit("confirm_email_change", || {
            Box::pin(self.move_email(link, user, client))
        })
        .await
    }

    /// The owner of the old address did not want the change. The attacker knew the password: it becomes
    /// unusable, all sessions are revoked, and an email lets the owner choose a new one. If a verified
    /// account has the address by now, the address stays, and the attacker is locked out all the same.
    async fn undo_email_change(
        &self,
        opened: &OpenedLink,
        client: &Client,
    ) -> Result<(), MoveError> {
        let purpose = [LinkPurpose::UndoEmailChange];
        self.demand(opened, &purpose)?;
        let (link, user) = (&opened.link, opened.user());
        self.unit("undo_email_change", || {
            Box::pin(async {
                match self.give_email_back(link, user, client).await {
                    Err(MoveError::EmailTaken) => Err(self.leave_email(link, user, client).await?),
                    done => done,
                }
            })
        })
        .await
    }
}

impl Accounts {
    async fn request_change(
        &self,
        by: &RecentlyAuthenticated,
        new: &EmailAddress,
    ) -> Result<(), ProofError> {
        let (old, id, changes) = (&by.email, Some(by.id), by.email_changes);
        let mut work = self.begin(&by.client).await?;
        work.still_holds(by).await?;
        work.queue_email_after(changes, EmailKind::ChangeEmail, new, id, Some(old))
            .await?;
        work.queue_email_after(changes, EmailKind::EmailChangeRequested, old, id, Some(new))
            .await?;
        work.record(EventKind::EmailChangeRequested, id).await?;
        work.commit().await?;
        Ok(())
    }

    async fn move_email(&self, link: &Link, user: &User, client: &Client) -> Result<(), MoveError> {
        let proof = link.proof(self.ports.clock.now());
        let mut work = self.begin(client).await?;
        if !work.unit.tokens().consume(&link.token).await? {
            return Err(MoveError::InvalidLink);
        }
        work.unit.users().set_email(user.id, &proof).await?;
        work.end_entrances(user.id).await?;
        let new = Some(&link.email);
        work.queue_email(EmailKind::EmailChanged, &user.email, Some(user.id), new)
            .await?;
        work.record(EventKind::EmailChanged, Some(user.id)).await?;
        work.commit().await?;
        Ok(())
    }

    /// Locks the attacker out if the address cannot be restored, and returns the reason.
    async fn leave_email(
        &self,
        link: &Link,
        user: &User,
        client: &Client,
    ) -> Result<MoveError, Unavailable> {
        let holder = self.holder(link, user).await?;
        if holder.is_none_or(|holder| holder.email_verified_at.is_none()) {
            return Err(Unavailable::conflict("the address was registered just now"));
        }
        let mut work = self.begin(client).await?;
        work.lock_out(user.id).await?;
        work.commit().await?;
        Ok(MoveError::EmailTaken)
    }

    /// Returns another user with the address of the link.
    async fn holder(&self, link: &Link, user: &User) -> Result<Option<User>, Unavailable> {
        let holder = self
            .ports
            .store
            .users()
            .find_credential(&link.email)
            .await?;
        Ok(holder.map(|known| known.user).filter(|h| h.id != user.id))
    }

    async fn give_email_back(
        &self,
        link: &Link,
        user: &User,
        client: &Client,
    ) -> Result<(), MoveError> {
        let holder = self.holder(link, user).await?;
        let mut work = self.begin(client).await?;
        if !work.unit.tokens().consume(&link.token).await? {
            return Err(MoveError::InvalidLink);
        }
        if let Some(holder) = &holder {
            // An attacker may have registered the free address. The link has just verified who reads
            // its mailbox.
            let planted = DeleteIf::UnverifiedSince(link.created_at);
            if work.unit.users().delete(holder.id, planted).await? {
                let deleted = EventKind::AccountDeleted;
                work.record(deleted, Some(holder.id)).await?;
            }
        }
        let proof = link.proof(self.ports.clock.now());
        work.unit.users().set_email(user.id, &proof).await?;
        work.lock_out(user.id).await?;
        // An attacker who changes the address again gets undo links too. They must not work after the
        // owner's, nor invalidate it.
        let later = link.email_changes.saturating_add(1);
        let undo = [TokenPurpose::Link(LinkPurpose::UndoEmailChange)];
        let requested = [EmailKind::EmailChangeRequested];
        work.unit
            .emails()
            .delete_of(user.id, &requested, later)
            .await?;
        work.unit.tokens().delete_of(user.id, &undo, later).await?;
        work.queue_email(EmailKind::ResetPassword, &link.email, None, None)
            .await?;
        work.record(EventKind::EmailChangeUndone, Some(user.id))
            .await?;
        work.commit().await?;
        Ok(())
    }
}

impl Work<'_> {
    /// Removes all access of an attacker: the password, sessions and links. The owner of the mailbox
    /// chooses a new password.
    async fn lock_out(&mut self, user: UserId) -> Result<(), Unavailable> {
        let (now, unit) = (self.now(), &mut self.unit);
        unit.users()
            .set_password(user, &PasswordHash::unusable(), now)
            .await?;
        unit.sessions().delete_all(user, None).await?;
        self.end_entrances(user).await
    }
}

impl From<LinkError> for MoveError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Dead => Self::InvalidLink,
            LinkError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl From<EmailError> for MoveError {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::EmailTaken => Self::EmailTaken,
            EmailError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl MayConflict for MoveError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
