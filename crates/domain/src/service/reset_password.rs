use async_trait::async_trait;

use super::{Accounts, LinkError, MayConflict, OpenedLink};
use crate::{
    Client, EmailAddress, EmailKind, EventKind, HashingError, Link, LinkPurpose, PasswordHash,
    PlainPassword, TooManyAttempts, Unavailable, User, WeakPassword,
};

/// Why a forgotten password was not replaced.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResetPasswordError {
    /// The link is unknown, too old or used.
    #[error("the link is invalid or has expired")]
    InvalidLink,
    /// The new password is too easy to guess. The link still works.
    #[error("the password is refused: {0}")]
    WeakPassword(#[from] WeakPassword),
    /// The password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Why an email was not requested.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestEmailError {
    /// Too many of its kind went to this address.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: a new password by an emailed link.
#[async_trait]
pub trait ResetPassword: Send + Sync {
    /// Requests an email with a password reset link. The work and the answer are the same for every
    /// address.
    ///
    /// # Errors
    ///
    /// A limit is reached, or the store is unavailable.
    async fn request_password_reset(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestEmailError>;

    /// Chooses a new password by an emailed link, which proves the address too. All sessions and
    /// other links end. Gives what the browser is to send as its [`Device`](crate::Device), which
    /// it sends now as `device`, from now on.
    ///
    /// # Errors
    ///
    /// If the link is invalid, the password is refused, or the hasher or the store is unavailable.
    async fn reset_password(
        &self,
        opened: &OpenedLink,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError>;
}

#[async_trait]
impl ResetPassword for Accounts {
    /// Whether the address has an account is looked up when the email leaves: for every address it
    /// is the same work and the same answer.
    async fn request_password_reset(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestEmailError> {
        let event = EventKind::PasswordResetRequested;
        self.request_email(EmailKind::ResetPassword, event, email, client)
            .await
    }

    /// The owner of the mailbox owns the account: all sessions and links end. The verification link
    /// does the same, for an address that another user registered.
    async fn reset_password(
        &self,
        opened: &OpenedLink,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError> {
        let purposes = [LinkPurpose::ResetPassword, LinkPurpose::VerifyEmail];
        self.demand(opened, &purposes)?;
        let OpenedLink { link, known } = opened;
        let user = &known.user;
        self.judge(&new, &user.email, Some(user.id), client)
            .await??;
        let hash = self.ports.hasher.hash(&new).await?;
        self.unit("reset_password", || {
            Box::pin(self.replace_credentials(link, user, &hash, client))
        })
        .await?;
        // Known browsers become unknown, except this one, because an attacker who goes on guessing must
        // not lock the owner out here. The new password begins a new epoch. If another one raced it,
        // the browser is unknown too.
        let epoch = known.device_epoch.saturating_add(1);
        Ok(self.known_device(user.id, device, epoch)?)
    }
}

impl Accounts {
    /// Writes an email that a visitor asked for.
    pub(super) async fn request_email(
        &self,
        kind: EmailKind,
        event: EventKind,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestEmailError> {
        self.limit_email(kind, email).await??;
        self.unit("request_email", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                work.queue_email(kind, email, None, None).await?;
                work.record(event, None).await?;
                Ok(work.commit().await?)
            })
        })
        .await
    }

    /// The link's one use, and a new beginning for the account.
    async fn replace_credentials(
        &self,
        link: &Link,
        user: &User,
        hash: &PasswordHash,
        client: &Client,
    ) -> Result<(), ResetPasswordError> {
        let now = self.ports.clock.now();
        let mut work = self.begin(client).await?;
        let unit = &mut work.unit;
        // The owner of the mailbox of an address that the account no longer has owns nothing.
        let proven = unit.tokens().consume(&link.token).await?
            && unit.users().verify_email(user.id, &link.proof(now)).await?;
        if !proven {
            return Err(ResetPasswordError::InvalidLink);
        }
        unit.users().set_password(user.id, hash, now).await?;
        unit.sessions().delete_all(user.id, None).await?;
        work.end_entrances(user.id).await?;
        work.queue_email(EmailKind::PasswordChanged, &user.email, Some(user.id), None)
            .await?;
        work.record(EventKind::PasswordReset, Some(user.id)).await?;
        Ok(work.commit().await?)
    }
}

impl From<LinkError> for ResetPasswordError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Dead => Self::InvalidLink,
            LinkError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl MayConflict for RequestEmailError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}

impl MayConflict for ResetPasswordError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
