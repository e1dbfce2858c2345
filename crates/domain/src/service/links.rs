use async_trait::async_trait;

use super::{Accounts, MayConflict, work::Work};
use crate::{
    Credential, EmailAddress, EmailKind, Link, LinkPurpose, LinkToken, TokenPurpose, Unavailable,
    User, UserId,
};

/// The tokens that give access to an account, or change its address. The undo link is not among them:
/// an attacker must not be able to invalidate the link of the owner.
const ENTRANCES: [TokenPurpose; 4] = [
    TokenPurpose::PendingLogin,
    TokenPurpose::Link(LinkPurpose::VerifyEmail),
    TokenPurpose::Link(LinkPurpose::ResetPassword),
    TokenPurpose::Link(LinkPurpose::ChangeEmail),
];

/// A link that was opened and still works. Opening it consumes nothing, because email scanners
/// follow links too.
#[derive(Clone, Debug)]
pub struct OpenedLink {
    pub(super) link: Link,
    pub(super) known: Credential,
}

impl OpenedLink {
    /// Returns the purpose of the link.
    pub fn purpose(&self) -> LinkPurpose {
        self.link.purpose
    }

    /// The account that it concerns.
    pub fn user(&self) -> &User {
        &self.known.user
    }

    /// The address that it proves.
    pub fn email(&self) -> &EmailAddress {
        &self.link.email
    }
}

/// Why a link did nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// It is unknown, too old, used, or replaced by a newer one. It does not say which.
    #[error("the link is invalid or has expired")]
    Dead,
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: a look at an emailed link.
#[async_trait]
pub trait OpenLinks: Send + Sync {
    /// Looks whether a link works for one of the purposes, and uses nothing up.
    ///
    /// # Errors
    ///
    /// If the link is invalid or the store is unavailable.
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
        for hash in self.keys.links.candidates(token) {
            if let Some((token, known)) = self.ports.store.tokens().find(&hash).await? {
                let (link, known) = token.into_link().zip(known).ok_or(LinkError::Dead)?;
                let opened = OpenedLink { link, known };
                return self.demand(&opened, purposes).map(|()| opened);
            }
        }
        Err(LinkError::Dead)
    }
}

impl Accounts {
    /// Demands that the link still works and is good for one of the purposes. That it is not used
    /// twice is for [`Tokens::consume`](crate::Tokens::consume) to say, in the unit that uses it.
    pub(super) fn demand(
        &self,
        OpenedLink { link, .. }: &OpenedLink,
        purposes: &[LinkPurpose],
    ) -> Result<(), LinkError> {
        let works = link.is_valid(self.ports.clock.now()) && purposes.contains(&link.purpose);
        works.then_some(()).ok_or(LinkError::Dead)
    }
}

impl Work<'_> {
    /// Ends the tokens that open the account or move it, and those that an email still waits to
    /// make. A reset or a verification that waits goes to the owner's mailbox only, and stays.
    pub(super) async fn end_entrances(&mut self, user: UserId) -> Result<(), Unavailable> {
        self.unit
            .emails()
            .delete_of(user, &[EmailKind::ChangeEmail], 0)
            .await?;
        self.unit.tokens().delete_of(user, &ENTRANCES, 0).await?;
        Ok(())
    }
}

impl MayConflict for LinkError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
