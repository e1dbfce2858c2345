use super::{Accounts, LogInError, LoggedIn};
use crate::{
    Credential, Disclosure, EmailAddress, PasswordHash, PlainPassword, SessionRequest, Unavailable,
    User, Verdict,
};

impl Accounts {
    /// Known and unknown addresses take one path: one query, one hash.
    pub(super) async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError> {
        let known = self.ports.store.find_credential(&email).await?;
        let stored = known.as_ref().map(|credential| &credential.password);
        let verdict = self.ports.hasher.verify(&password, stored).await?;
        let Some(Credential {
            user,
            password: proof,
        }) = known
        else {
            return Err(self.refusal(LogInError::UnknownEmail));
        };
        let Verdict::Match { needs_rehash } = verdict else {
            return Err(self.refusal(LogInError::WrongPassword));
        };
        let renewed = match needs_rehash {
            true => Some(self.ports.hasher.hash(&password).await?),
            false => None,
        };
        self.enter(user, &proof, renewed.as_ref(), request)
            .await?
            .ok_or_else(|| self.refusal(LogInError::WrongPassword))
    }

    /// `None`: the password was changed since it was proven.
    async fn enter(
        &self,
        user: User,
        proof: &PasswordHash,
        renewed: Option<&PasswordHash>,
        request: SessionRequest,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        let (id, changed_at) = (user.id, user.password_changed_at);
        let mut unit = self.ports.store.begin().await?;
        let logged_in = self
            .open_session(unit.as_mut(), user, proof, request)
            .await?;
        if logged_in.is_some() {
            if let Some(renewed) = renewed {
                unit.replace_password(id, proof, renewed, changed_at)
                    .await?;
            }
            unit.commit().await?;
        }
        Ok(logged_in)
    }

    /// What a stranger may hear of the reason.
    fn refusal(&self, reason: LogInError) -> LogInError {
        match self.policy.disclosure {
            Disclosure::All => reason,
            Disclosure::Registration => LogInError::NoMatch,
        }
    }
}
