use super::{Accounts, LoggedIn, MayConflict, work::Work};
use crate::{
    Client, Credential, Disclosure, EmailAddress, EmailVerification, EventKind, HashingError,
    HostMessage, MailKind, PlainPassword, SessionRequest, TooManyAttempts, Unavailable, User,
    Verdict,
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
        let (stored, client) = (known.as_ref(), &request.client);
        let tried = self.try_password(guess, &password, &email, stored, client);
        let verdict: Result<_, LogInError> = tried.await;
        let (Some(known), Verdict::Match { needs_rehash }) = (&known, verdict?) else {
            return Err(self.mismatch(known.as_ref()));
        };
        if let Some(refusal) = self.refusal(&known.user, &request.client).await? {
            self.note_refusal(&known.user, &request.client).await?;
            return Err(refusal);
        }
        let renewed = match needs_rehash {
            true => Some(self.ports.hasher.hash(&password).await?),
            false => None,
        };
        let client = request.client.clone();
        let mut work = self.begin(&client).await?;
        let entered = self.enter(&mut work, known.clone(), request).await?;
        let logged_in = entered.ok_or_else(|| self.disclosed(LogInError::WrongPassword))?;
        if let Some(renewed) = &renewed {
            let (user, old) = (known.user.id, &known.password);
            work.unit.renew_hash(user, old, renewed).await?;
        }
        work.commit().await?;
        Ok(logged_in)
    }

    /// Why the user is not let in. Only a client that knows the password hears of it.
    async fn refusal(
        &self,
        user: &User,
        client: &Client,
    ) -> Result<Option<LogInError>, Unavailable> {
        if user.disabled_at.is_some() {
            return Ok(Some(LogInError::Disabled));
        }
        if self.must_verify(user) {
            return Ok(Some(LogInError::EmailUnverified));
        }
        let kept_out = self.keeps_out(user, client).await?;
        Ok(kept_out.map(LogInError::Refused))
    }

    /// Records that the right password was entered in vain: an attacker who holds it must leave
    /// a trace (OWASP ASVS 5.0, 16.3.1). A few an hour are enough.
    pub(super) async fn note_refusal(
        &self,
        user: &User,
        client: &Client,
    ) -> Result<(), Unavailable> {
        let charge = self.charge_account("refused log-ins", user.id, |a| a.unknown_browser);
        let Ok(charge) = charge.await? else {
            return Ok(());
        };
        let kind = EventKind::LogInRefused;
        let noted = self.note(kind, Some(user.id), client).await;
        self.settle(charge, noted).await
    }

    /// What every login does once the user is proven. `None`: what proved them was changed since.
    pub(super) async fn enter(
        &self,
        work: &mut Work<'_>,
        known: Credential,
        request: SessionRequest,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        let device = request.device.clone();
        let opened = self.open_session(work.unit.as_mut(), known.user, known.auth_epoch, request);
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
            work.mail(MailKind::DeletionCancelled, &user.email, Some(id), None)
                .await?;
            logged_in.cancelled_deletion = true;
        }
        let (device, epoch) = (device.as_deref(), known.device_epoch);
        self.greet_device(work, &mut logged_in, device, epoch)
            .await?;
        Ok(Some(logged_in))
    }

    pub(super) fn must_verify(&self, user: &User) -> bool {
        self.policy.verification == EmailVerification::Required && user.email_verified_at.is_none()
    }

    fn mismatch(&self, known: Option<&Credential>) -> LogInError {
        self.disclosed(match known {
            Some(_) => LogInError::WrongPassword,
            None => LogInError::UnknownEmail,
        })
    }

    /// What a stranger may hear of the reason.
    fn disclosed(&self, reason: LogInError) -> LogInError {
        match self.policy.disclosure {
            Disclosure::All => reason,
            Disclosure::Registration | Disclosure::None => LogInError::NoMatch,
        }
    }
}

impl MayConflict for LogInError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
