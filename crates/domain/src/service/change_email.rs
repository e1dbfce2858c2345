use super::{Accounts, ConfirmPasswordError, LinkError, MayConflict, links::ENTRANCES};
use crate::{
    Client, CurrentUser, EmailAddress, EmailError, EventKind, Link, LinkPurpose, LinkToken,
    MailKind, PasswordHash, PlainPassword, Unavailable,
};

/// Why an account did not get the address that a link proved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The link is unknown, too old or used.
    #[error("the link does not work, or no longer")]
    DeadLink,
    /// Another account has the address by now. The link still works.
    #[error("the email address is taken")]
    EmailTaken,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl Accounts {
    /// Asks for another address; nothing changes before that proves itself. Whether it has an
    /// account already is not told here: its owner hears of it by mail.
    pub(super) async fn change_email(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: &EmailAddress,
    ) -> Result<(), ConfirmPasswordError> {
        let proven = self.prove(by, &current).await?;
        self.charge_mail(MailKind::ChangeEmail, new).await??;
        let (old, id) = (&proven.user.email, Some(by.id));
        let mut work = self.begin(&by.client).await?;
        work.still_holds(&proven).await?;
        work.mail(MailKind::ChangeEmail, new, id, Some(old)).await?;
        work.mail(MailKind::EmailChangeRequested, old, id, Some(new))
            .await?;
        work.record(EventKind::EmailChangeRequested, id).await?;
        work.commit().await?;
        Ok(())
    }

    /// The new address proved itself. It needs no session: only the person asked for the link,
    /// with the password, and only the mailbox has it.
    pub(super) async fn confirm_email_change(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError> {
        let purpose = [LinkPurpose::ChangeEmail];
        let (link, user) = self.find_link(token, &purpose).await?;
        let proof = link.proof(self.ports.clock.now());
        let mut work = self.begin(client).await?;
        if !work.unit.delete_link(&link.token).await? {
            return Err(MoveError::DeadLink);
        }
        work.unit.set_email(user.id, &proof).await?;
        work.unit.delete_links(user.id, &ENTRANCES).await?;
        let new = Some(&link.email);
        work.mail(MailKind::EmailChanged, &user.email, Some(user.id), new)
            .await?;
        work.record(EventKind::EmailChanged, Some(user.id)).await?;
        work.commit().await?;
        Ok(())
    }

    /// The owner of the old address did not want the change. Whoever asked for it knew the
    /// password: it is worth nothing from now on, all sessions end, and a mail lets the owner
    /// choose another one.
    pub(super) async fn undo_email_change(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError> {
        let purpose = [LinkPurpose::UndoEmailChange];
        let (link, user) = self.find_link(token, &purpose).await?;
        let now = self.ports.clock.now();
        let links = self.ports.store.list_links(user.id).await?;
        let mut work = self.begin(client).await?;
        let unit = &mut work.unit;
        if !unit.delete_link(&link.token).await? {
            return Err(MoveError::DeadLink);
        }
        unit.set_email(user.id, &link.proof(now)).await?;
        unit.set_password(user.id, &PasswordHash::unusable(), now)
            .await?;
        unit.delete_sessions(user.id, None).await?;
        unit.delete_links(user.id, &ENTRANCES).await?;
        // A thief who moves the account on has a way back too, a younger one. It must not work
        // after the owner's, nor end the owner's.
        let is_younger = |other: &&Link| {
            other.purpose == LinkPurpose::UndoEmailChange && other.created_at >= link.created_at
        };
        for younger in links.iter().filter(is_younger) {
            unit.delete_link(&younger.token).await?;
        }
        work.mail(MailKind::ResetPassword, &link.email, None, None)
            .await?;
        work.record(EventKind::EmailChangeUndone, Some(user.id))
            .await?;
        work.commit().await?;
        Ok(())
    }
}

impl From<LinkError> for MoveError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Dead => Self::DeadLink,
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
