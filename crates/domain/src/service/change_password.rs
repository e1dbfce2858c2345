use async_trait::async_trait;

use super::{Accounts, LoggedIn, MayConflict, Proof, ProofError};
use crate::{
    Credential, CurrentUser, EmailKind, EventKind, HashingError, PasswordHash, PlainPassword,
    TooManyAttempts, Unavailable, WeakPassword,
};

/// Why a password was not changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChangePasswordError {
    /// The current password is wrong, or was changed meanwhile.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The new password is too easy to guess.
    #[error("the password is refused: {0}")]
    WeakPassword(#[from] WeakPassword),
    /// The session ended meanwhile.
    #[error("the session has expired or was revoked")]
    LoggedOut,
    /// Too many wrong passwords were tried. This one was not.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// A password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Port: a new password within a session.
#[async_trait]
pub trait ChangePassword: Send + Sync {
    /// Replaces the password, revokes all sessions, and continues the current one with a new token.
    ///
    /// # Errors
    ///
    /// The current password is wrong, the new one is refused, the session has expired or was revoked, a limit is
    /// reached, or the hasher or the store is unavailable.
    async fn change_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError>;
}

#[async_trait]
impl ChangePassword for Accounts {
    async fn change_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError> {
        self.policy.password.check(&new, &by.email)?;
        let proven = self.try_proof(by, &Proof::Password(current)).await?;
        // Not before the password was verified: an attacker at an open browser must not cause any
        // number of checks.
        self.look_up(&new, Some(by.id), &by.client).await??;
        let hash = self.ports.hasher.hash(&new).await?;
        self.unit("change_password", || {
            Box::pin(self.replace_password(by, &proven, &hash))
        })
        .await
    }
}

impl Accounts {
    async fn replace_password(
        &self,
        by: &CurrentUser,
        proven: &Credential,
        hash: &PasswordHash,
    ) -> Result<LoggedIn, ChangePasswordError> {
        let now = self.ports.clock.now();
        let mut work = self.begin(&by.client).await?;
        let unit = &mut work.unit;
        let epoch = proven.user.auth_epoch;
        if !unit
            .users()
            .change_password(by.id, epoch, hash, now)
            .await?
        {
            return Err(ChangePasswordError::WrongPassword);
        }
        let mut known = proven.clone();
        known.user.auth_epoch = epoch.next();
        known.user.password_changed_at = now;
        let renewed = self.renew_session(unit.as_mut(), by, known).await?;
        let logged_in = renewed.ok_or(ChangePasswordError::LoggedOut)?;
        unit.users().reset_failures(by.id).await?;
        let kept = Some(logged_in.current.session.id);
        unit.sessions().delete_all(by.id, kept).await?;
        // The old password may have been stolen, and a link asked for with it.
        work.end_entrances(by.id).await?;
        work.queue_email(EmailKind::PasswordChanged, &by.email, Some(by.id), None)
            .await?;
        work.record(EventKind::PasswordChanged, Some(by.id)).await?;
        work.commit().await?;
        Ok(logged_in)
    }
}

impl From<ProofError> for ChangePasswordError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::WrongPassword => Self::WrongPassword,
            ProofError::LoggedOut => Self::LoggedOut,
            ProofError::TooManyAttempts(error) => Self::TooManyAttempts(error),
            ProofError::Hashing(error) => Self::Hashing(error),
            ProofError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl MayConflict for ChangePasswordError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
