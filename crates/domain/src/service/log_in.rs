use super::{Accounts, LoggedIn, MayConflict, work::Work};
use crate::{
    Client, Credential, Disclosure, EmailAddress, EmailVerification, EventKind, HashingError,
    HostMessage, PlainPassword, SessionRequest, TooManyAttempts, Unavailable, User, Verdict, Veto,
};

/// Why nobody was logged in.
#[derive(Debug, thiserror::Error)]
pub enum LogInError {
    /// Address and password do not belong together. It does not say which is wrong.
    #[error("no account has this address and this password")]
    NoMatch,
    /// No account has the address; only with [`Disclosure::All`].
    #[error("no account has this address")]
    UnknownEmail,
    /// The password is not the account's; only with [`Disclosure::All`].
    #[error("the password is wrong")]
    WrongPassword,
    /// The password is right, but the address must be proven first.
    #[error("the address is not proven yet")]
    EmailUnverified,
    /// The password is right, but the host does not let this person in, for this reason.
    #[error("the host refuses this person")]
    Refused(HostMessage),
    /// The password is right, but an operator keeps the person out.
    #[error("the account is disabled")]
    Disabled,
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
    /// Known and unknown addresses take one path: one query, one charge, one hash, one note.
    pub(super) async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError> {
        let admission = self.ports.hasher.admit()?;
        let known = self.ports.store.find_credential(&email).await?;
        let charged = self.charge_log_in(&email, known.as_ref(), &request);
        let guess = charged.await??;
        drop(admission);
        let verdict = self.try_password(guess, &password, known.as_ref()).await?;
        let (Some(known), Verdict::Match { needs_rehash }) = (&known, verdict) else {
            return Err(self.refuse(&email, known, &request.client).await);
        };
        // Only who knows the password hears of either.
        if known.user.disabled_at.is_some() {
            return Err(LogInError::Disabled);
        }
        if self.must_verify(&known.user) {
            return Err(LogInError::EmailUnverified);
        }
        self.may_log_in(&known.user, &request.client).await?;
        let renewed = match needs_rehash {
            true => Some(self.ports.hasher.hash(&password).await?),
            false => None,
        };
        let client = request.client.clone();
        let mut work = self.begin(&client).await?;
        let entered = self.enter(&mut work, known.clone(), request).await?;
        let logged_in = entered.ok_or_else(|| self.disclosed(LogInError::WrongPassword))?;
        if let Some(renewed) = &renewed {
            let user = &logged_in.current.user;
            let unit = &mut work.unit;
            let changed_at = user.password_changed_at;
            unit.replace_password(user.id, &known.password, renewed, changed_at)
                .await?;
        }
        work.commit().await?;
        Ok(logged_in)
    }

    /// What every log-in does once the password is proven. `None`: it was changed since.
    pub(super) async fn enter(
        &self,
        work: &mut Work<'_>,
        known: Credential,
        request: SessionRequest,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        let device = request.device.clone();
        let opened = self.open_session(work.unit.as_mut(), known.user, &known.password, request);
        let Some(mut logged_in) = opened.await? else {
            return Ok(None);
        };
        let user = &mut logged_in.current.user;
        let id = user.id;
        work.record(EventKind::LoggedIn, Some(id)).await?;
        if known.failures > 0 {
            work.unit.forget_failures(id).await?;
        }
        if user.deletion_due_at.take().is_some() {
            work.unit.schedule_deletion(id, None).await?;
            work.record(EventKind::DeletionCancelled, Some(id)).await?;
        }
        let (device, epoch) = (device.as_deref(), known.device_epoch);
        self.greet_device(work, &mut logged_in, device, epoch)
            .await?;
        Ok(Some(logged_in))
    }

    pub(super) fn must_verify(&self, user: &User) -> bool {
        self.policy.verification == EmailVerification::Required && user.email_verified_at.is_none()
    }

    async fn refuse(
        &self,
        email: &EmailAddress,
        known: Option<Credential>,
        client: &Client,
    ) -> LogInError {
        let user = known.map(|known| known.user.id);
        match (self.note_failure(email, user, client).await, user) {
            (Err(error), _) => error.into(),
            (Ok(()), Some(_)) => self.disclosed(LogInError::WrongPassword),
            (Ok(()), None) => self.disclosed(LogInError::UnknownEmail),
        }
    }

    /// What a stranger may hear of the reason.
    fn disclosed(&self, reason: LogInError) -> LogInError {
        match self.policy.disclosure {
            Disclosure::All => reason,
            Disclosure::Registration | Disclosure::None => LogInError::NoMatch,
        }
    }
}

impl From<Veto> for LogInError {
    fn from(veto: Veto) -> Self {
        match veto {
            Veto::Refused(reason) => Self::Refused(reason),
            Veto::Unavailable(error) => error.into(),
        }
    }
}

impl MayConflict for LogInError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
