use async_trait::async_trait;

use super::{Accounts, MayConflict, work::Work};
use crate::{EmailAddress, Link, LinkPurpose, LinkToken, MailKind, Unavailable, User, UserId};

/// The links that let somebody into an account, or move it. The one that takes a change of
/// address back is not among them: whoever stole an account must not be able to take the way
/// back from its owner.
const ENTRANCES: [LinkPurpose; 3] = [
    LinkPurpose::VerifyEmail,
    LinkPurpose::ResetPassword,
    LinkPurpose::ChangeEmail,
];

/// A link that somebody followed and that still works. To look at it uses nothing up: mail
/// scanners follow links too.
#[derive(Clone, Debug)]
pub struct OpenedLink {
    /// What it is good for.
    pub purpose: LinkPurpose,
    /// Whose account it is about.
    pub user: User,
    /// The address that it proves.
    pub email: EmailAddress,
}

/// Why a link did nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It is unknown, too old, used, or replaced by a newer one. It does not say which.
    #[error("the link does not work, or no longer")]
    Dead,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: a look at a mailed link.
#[async_trait]
pub trait OpenLinks: Send + Sync {
    /// Looks whether a link works for one of the purposes, and uses nothing up.
    async fn open_link(
        &self,
        token: &LinkToken,
        purposes: &[LinkPurpose],
    ) -> Result<OpenedLink, LinkError>;
}

#[async_trait]
impl OpenLinks for Accounts {
    async fn open_link(
        &self,
        token: &LinkToken,
        purposes: &[LinkPurpose],
    ) -> Result<OpenedLink, LinkError> {
        let (link, user) = self.find_link(token, purposes).await?;
        Ok(OpenedLink {
            purpose: link.purpose,
            user,
            email: link.email,
        })
    }
}

impl Accounts {
    /// The link, if it still works and is good for one of the purposes. That it is not used
    /// twice is for [`Links::delete`](crate::Links::delete) to say, in the unit that
    /// uses it.
    pub(super) async fn find_link(
        &self,
        token: &LinkToken,
        purposes: &[LinkPurpose],
    ) -> Result<(Link, User), LinkError> {
        let now = self.ports.clock.now();
        for hash in self.keys.links.candidates(token) {
            if let Some((link, user)) = self.ports.store.find_link(&hash).await? {
                let works = link.is_alive(now) && purposes.contains(&link.purpose);
                return works.then_some((link, user)).ok_or(LinkError::Dead);
            }
        }
        Err(LinkError::Dead)
    }
}

impl Work<'_> {
    /// Ends the links that open the account or move it, and those that an email still waits to
    /// make. A reset or a verification that waits goes to the owner's mailbox only, and stays.
    pub(super) async fn end_entrances(&mut self, user: UserId) -> Result<(), Unavailable> {
        self.unit
            .mails()
            .delete_of(user, &[MailKind::ChangeEmail], 0)
            .await?;
        self.unit.links().delete_of(user, &ENTRANCES, 0).await?;
        Ok(())
    }
}

impl MayConflict for LinkError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
