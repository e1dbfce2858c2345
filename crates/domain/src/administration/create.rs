use super::Administration;
use crate::{
    AuthEpoch, Client, EmailAddress, EmailError, EventKind, HashingError, MayConflict,
    PasswordHash, PlainPassword, Unavailable, User, UserId, WeakPassword,
};

/// Why an account was not created.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CreateError {
    /// Another account has the address.
    #[error("the email address is already registered")]
    EmailTaken,
    /// The password is too easy to guess.
    #[error("the password is refused: {0}")]
    WeakPassword(#[from] WeakPassword),
    /// The password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl Administration {
    /// Creates an account. The password is checked like one that the user chose. Without a password
    /// the user chooses one by [`Administration::reset_link`].
    ///
    /// # Errors
    ///
    /// If the password is refused, the address is taken, or the hasher or the store is unavailable.
    pub async fn create(
        &self,
        email: EmailAddress,
        password: Option<PlainPassword>,
    ) -> Result<User, CreateError> {
        let hash = self.first_hash(&email, password).await?;
        let ports = &self.accounts.ports;
        let now = ports.clock.now();
        let user = User {
            id: UserId::generate(&*ports.clock, &*ports.random)?,
            email,
            email_verified_at: None,
            password_changed_at: now,
            created_at: now,
            deletion_due_at: None,
            disabled_at: None,
            auth_epoch: AuthEpoch::FIRST,
            email_changes: 0,
        };
        self.accounts
            .unit("create", || {
                Box::pin(async {
                    let operator = Client::default();
                    let mut work = self.accounts.begin(&operator).await?;
                    work.unit.users().insert(&user, &hash).await?;
                    work.record(EventKind::AccountCreated, Some(user.id))
                        .await?;
                    work.commit().await.map_err(CreateError::from)
                })
            })
            .await?;
        Ok(user)
    }

    async fn first_hash(
        &self,
        email: &EmailAddress,
        password: Option<PlainPassword>,
    ) -> Result<PasswordHash, CreateError> {
        let Some(password) = password else {
            return Ok(PasswordHash::unusable());
        };
        let operator = Client::default();
        let checked = self.accounts.judge(&password, email, None, &operator);
        checked.await??;
        Ok(self.accounts.ports.hasher.hash(&password).await?)
    }
}

impl From<EmailError> for CreateError {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::EmailTaken => Self::EmailTaken,
            EmailError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl MayConflict for CreateError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
