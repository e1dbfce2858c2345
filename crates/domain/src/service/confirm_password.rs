use super::{Accounts, MayConflict, work::Work};
use crate::{
    Credential, CurrentUser, HashingError, PlainPassword, TooManyAttempts, Unavailable, Verdict,
};

/// Why something that takes the current password was not done.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmPasswordError {
    /// What was given as the current password is not it, or no longer.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The session ended meanwhile.
    #[error("the session has ended")]
    LoggedOut,
    /// Too many wrong passwords were tried. This one was not.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The password could not be verified.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl Accounts {
    /// The person's own password once more, whatever their session says.
    pub(super) async fn prove(
        &self,
        by: &CurrentUser,
        current: &PlainPassword,
    ) -> Result<Credential, ConfirmPasswordError> {
        let known = self.ports.store.find_credential_by_id(by.id).await?;
        let known = known.ok_or(ConfirmPasswordError::LoggedOut)?;
        let guess = self.charge_session(by).await??;
        let (email, stored) = (&known.user.email, Some(&known));
        let tried = self.try_password(guess, current, email, stored, &by.client);
        let verdict: Result<_, ConfirmPasswordError> = tried.await;
        match verdict? {
            Verdict::Match { .. } => Ok(known),
            Verdict::Mismatch => Err(ConfirmPasswordError::WrongPassword),
        }
    }
}

impl Work<'_> {
    /// Whether the password that was proven is still the person's, in the unit that relies on
    /// it: until that ends it can't be changed. Whoever stole it must not get anything done
    /// after its owner was told that it is another one.
    pub(crate) async fn still_holds(
        &mut self,
        Credential {
            user, auth_epoch, ..
        }: &Credential,
    ) -> Result<(), ConfirmPasswordError> {
        let holds = self.unit.hold_auth_epoch(user.id, *auth_epoch).await?;
        holds
            .then_some(())
            .ok_or(ConfirmPasswordError::WrongPassword)
    }
}

impl MayConflict for ConfirmPasswordError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
