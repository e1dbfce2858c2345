use super::{Accounts, MayConflict, work::Work};
use crate::{
    Credential, CurrentUser, HashingError, PlainPassword, RecentlyAuthenticated, TooManyAttempts,
    Unavailable, Verdict,
};

/// How the user of a session authenticates once more.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Proof {
    /// By the current password.
    Password(PlainPassword),
}

/// Why a sensitive operation was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The current password is wrong, or was changed meanwhile.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The session ended meanwhile.
    #[error("the session has expired or was revoked")]
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
    /// Verifies the credential of the user of a session, even after a recent login.
    pub(super) async fn try_proof(
        &self,
        by: &CurrentUser,
        proof: &Proof,
    ) -> Result<Credential, ProofError> {
        let Proof::Password(current) = proof;
        let known = self
            .ports
            .store
            .users()
            .find_credential_by_id(by.id)
            .await?;
        let known = known.ok_or(ProofError::LoggedOut)?;
        let guess = self.limit_session(by).await??;
        let (email, stored) = (&known.user.email, Some(&known));
        let tried = self.try_password(guess, current, email, stored, &by.client);
        let verdict: Result<_, ProofError> = tried.await;
        match verdict? {
            Verdict::Match { .. } => Ok(known),
            Verdict::Mismatch => Err(ProofError::WrongPassword),
        }
    }
}

impl Work<'_> {
    /// Requires that the proven credential is still the current one, in the unit that relies on it;
    /// until the unit ends, it cannot be changed. An attacker with the old password must not complete
    /// anything after its owner was told that it was changed.
    pub(crate) async fn still_holds(
        &mut self,
        by: &RecentlyAuthenticated,
    ) -> Result<(), ProofError> {
        let holds = self
            .unit
            .users()
            .hold_auth_epoch(by.id, by.auth_epoch)
            .await?;
        holds.then_some(()).ok_or(ProofError::WrongPassword)
    }
}

impl MayConflict for ProofError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
