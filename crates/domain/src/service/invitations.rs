use std::time::Duration;

use async_trait::async_trait;

use super::Accounts;
use crate::{
    Client, EmailAddress, EventKind, Invitation, LinkToken, OneTimeToken, Unavailable, UnitOfWork,
    UserId,
};

/// Port: invitations to register.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use vestibule_domain::{Client, CurrentUser, EmailAddress, Invite, LinkToken, Unavailable};
///
/// /// A user invites a colleague for a week. `Vestibule::invitation_url` makes the link.
/// async fn invite(
///     accounts: &dyn Invite,
///     by: &CurrentUser,
///     email: EmailAddress,
/// ) -> Result<LinkToken, Unavailable> {
///     let week = Duration::from_secs(7 * 24 * 60 * 60);
///     accounts.invite(Some(email), week, Some(by.id), &Client::default()).await
/// }
/// ```
#[async_trait]
pub trait Invite: Send + Sync {
    /// Creates an invitation for one address, or for any. `by` is the user who invites, if there is
    /// one.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    async fn invite(
        &self,
        email: Option<EmailAddress>,
        lifetime: Duration,
        by: Option<UserId>,
        client: &Client,
    ) -> Result<LinkToken, Unavailable>;

    /// Returns the invitation with this token, if it has not expired. Reading it does not use it up.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    async fn open_invitation(&self, token: &LinkToken) -> Result<Option<Invitation>, Unavailable>;
}

#[async_trait]
impl Invite for Accounts {
    async fn invite(
        &self,
        email: Option<EmailAddress>,
        lifetime: Duration,
        by: Option<UserId>,
        client: &Client,
    ) -> Result<LinkToken, Unavailable> {
        let now = self.ports.clock.now();
        let token = LinkToken::generate(&*self.ports.random)?;
        let invitation = Invitation {
            token: self.keys.links.hash(&token),
            email,
            created_at: now,
            expires_at: now + lifetime,
        };
        self.unit("invite", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                let token = OneTimeToken::from(&invitation);
                work.unit.tokens().insert(&token).await?;
                work.record(EventKind::Invited, by).await?;
                work.commit().await
            })
        })
        .await?;
        Ok(token)
    }

    async fn open_invitation(&self, token: &LinkToken) -> Result<Option<Invitation>, Unavailable> {
        self.find_invitation(token).await
    }
}

impl Accounts {
    pub(super) async fn find_invitation(
        &self,
        token: &LinkToken,
    ) -> Result<Option<Invitation>, Unavailable> {
        let now = self.ports.clock.now();
        for hash in self.keys.links.candidates(token) {
            if let Some((token, _)) = self.ports.store.tokens().find(&hash).await? {
                return Ok(token.into_invitation().filter(|found| found.is_valid(now)));
            }
        }
        Ok(None)
    }

    /// Uses an invitation up, in the unit that creates the account. Returns whether it was still valid.
    pub(super) async fn use_invitation(
        &self,
        unit: &mut dyn UnitOfWork,
        invitation: Option<&Invitation>,
    ) -> Result<bool, Unavailable> {
        match invitation {
            Some(invitation) => unit.tokens().consume(&invitation.token).await,
            None => Ok(true),
        }
    }
}
