use super::{
    Accounts, LoggedIn, Login, MayConflict,
    login::{Candidate, Outcome, Refusal},
    work::Work,
};
use crate::{
    AccessDenied, AuthEpoch, Credential, Disclosure, EmailAddress, EmailError, EmailKind,
    EmailVerification, EventKind, FieldError, FieldValues, FieldsError, FurtherStep, HashingError,
    HostMessage, Invitation, PasswordHash, SessionRequest, TooManyAttempts, Unavailable, User,
    UserId, WeakPassword,
};

/// What became of a registration.
#[derive(Clone, Debug)]
pub enum Registered {
    /// There is an account, and its first session.
    LoggedIn(Box<LoggedIn>),
    /// There is an account, and its first login waits for a further step.
    Pending(FurtherStep),
    /// An email continues the registration: the address must be verified first. With
    /// [`Disclosure::None`] it is also the answer for an address that has an account.
    EmailSent,
    /// The account was created, and the application refuses the login, with this reason.
    NotYet(HostMessage),
}

/// Why an account was not created.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// Another account has the address.
    #[error("the email address is already registered")]
    EmailTaken,
    /// The password is too easy to guess.
    #[error("the password is refused: {0}")]
    WeakPassword(#[from] WeakPassword),
    /// Registration is closed.
    #[error("registration is closed")]
    Closed,
    /// It needs an invitation; there is none, or it was used, is too old or for another address.
    #[error("no valid invitation for this address")]
    NotInvited,
    /// The application refuses the account, with this reason.
    #[error("the application refuses this account")]
    Refused(HostMessage),
    /// Fields of the application have errors.
    #[error("the application refuses registration fields")]
    Fields(Vec<FieldError>),
    /// Too many emails were sent to this address.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl Accounts {
    /// Whether or not the address has an account, it gets an email where that must stay unknown.
    pub(super) async fn limit_registration(
        &self,
        email: &EmailAddress,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        match self.policy.disclosure {
            Disclosure::None => self.limit_email(EmailKind::AlreadyRegistered, email).await,
            Disclosure::Registration | Disclosure::All => Ok(Ok(())),
        }
    }

    /// Writes the account and all that comes with it, in one transaction.
    pub(super) async fn enroll(
        &self,
        candidate: &Candidate,
        fields: &FieldValues,
        invitation: Option<&Invitation>,
        outcome: Outcome,
    ) -> Result<Registered, RegisterError> {
        let Credential { user, password, .. } = &candidate.known;
        let mut work = self.begin(candidate.client()).await?;
        let unit = work.unit.as_mut();
        if !self.use_invitation(unit, invitation).await? {
            return Err(RegisterError::NotInvited);
        }
        let registered = match work.unit.users().insert(user, password).await {
            Ok(()) => {
                self.save_fields(user, fields, work.unit.as_mut()).await?;
                self.welcome(&mut work, candidate, outcome).await?
            }
            Err(EmailError::EmailTaken) => self.known(&mut work, &user.email).await?,
            Err(EmailError::Unavailable(error)) => return Err(error.into()),
        };
        work.commit().await?;
        Ok(registered)
    }

    pub(super) fn newcomer(
        &self,
        email: EmailAddress,
        password: PasswordHash,
        request: SessionRequest,
    ) -> Result<Candidate, Unavailable> {
        let now = self.ports.clock.now();
        let user = User {
            id: UserId::generate(&*self.ports.clock, &*self.ports.random)?,
            email,
            email_verified_at: None,
            password_changed_at: now,
            created_at: now,
            deletion_due_at: None,
            disabled_at: None,
            auth_epoch: AuthEpoch::FIRST,
            email_changes: 0,
        };
        Ok(self.by_password(Credential::new(user, password), request))
    }

    async fn welcome(
        &self,
        work: &mut Work<'_>,
        candidate: &Candidate,
        outcome: Outcome,
    ) -> Result<Registered, Unavailable> {
        let Candidate { known, request, .. } = candidate;
        let user = &known.user;
        work.record(EventKind::Registered, Some(user.id)).await?;
        if self.policy.verification != EmailVerification::Off {
            // Without the id of the user: whether the address still has to be verified is looked up
            // when the email is sent.
            work.queue_email(EmailKind::VerifyEmail, &user.email, None, None)
                .await?;
        }
        let lost = || Unavailable::new("the store lost a user it has just inserted");
        match outcome {
            Outcome::Refused(Refusal::Host(reason)) => return Ok(Registered::NotYet(reason)),
            Outcome::Refused(_) => return Ok(Registered::EmailSent),
            Outcome::Needs(methods) => {
                let suspended = self.suspend(work, candidate, &methods).await?;
                return suspended.map(Registered::Pending).ok_or_else(lost);
            }
            Outcome::Pass => {}
        }
        let opened = self.open_session(work.unit.as_mut(), candidate).await?;
        let mut logged_in = opened.ok_or_else(lost)?;
        let (device, epoch) = (request.device.as_deref(), known.device_epoch);
        logged_in.device = Some(self.known_device(user.id, device, epoch)?);
        Ok(Registered::LoggedIn(Box::new(logged_in)))
    }

    /// The address has an account. Where visitors must not learn it, everything is done as for a
    /// new one: as many statements, as many emails, and the invitation is consumed.
    async fn known(
        &self,
        work: &mut Work<'_>,
        email: &EmailAddress,
    ) -> Result<Registered, RegisterError> {
        if self.policy.disclosure != Disclosure::None {
            return Err(RegisterError::EmailTaken);
        }
        work.record(EventKind::RegistrationRepeated, None).await?;
        work.queue_email(EmailKind::AlreadyRegistered, email, None, None)
            .await?;
        Ok(Registered::EmailSent)
    }
}

impl From<Login> for Registered {
    fn from(login: Login) -> Self {
        match login {
            Login::LoggedIn(logged_in) => Self::LoggedIn(logged_in),
            Login::Pending(step) => Self::Pending(step),
        }
    }
}

impl From<FieldsError> for RegisterError {
    fn from(error: FieldsError) -> Self {
        match error {
            FieldsError::Refused(errors) => Self::Fields(errors),
            FieldsError::Unavailable(error) => error.into(),
        }
    }
}

impl From<AccessDenied> for RegisterError {
    fn from(denied: AccessDenied) -> Self {
        match denied {
            AccessDenied::Refused(reason) => Self::Refused(reason),
            AccessDenied::Unavailable(error) => error.into(),
        }
    }
}

impl MayConflict for RegisterError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
