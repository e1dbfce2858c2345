use super::{Accounts, LoggedIn, MayConflict, attempts::Charge, work::Work};
use crate::{
    AuthEpoch, Disclosure, EmailAddress, EmailError, EmailVerification, EventKind, FieldError,
    FieldValues, FieldsError, HashingError, HostMessage, Invitation, MailKind, NewAccount,
    PasswordHash, SessionRequest, TooManyAttempts, Unavailable, User, UserId, Veto, WeakPassword,
};

/// The [`Credential::device_epoch`](crate::Credential::device_epoch) of somebody new.
const FIRST_EPOCH: u32 = 0;

/// What became of a registration.
#[derive(Clone, Debug)]
pub enum Registered {
    /// There is an account, and its first session.
    LoggedIn(Box<LoggedIn>),
    /// The rest is in a mail: the address must be proven first. With [`Disclosure::None`] that
    /// is the answer for an address that has an account too.
    MailSent,
    /// There is an account, and the host does not let its owner in yet, for this reason.
    NotYet(HostMessage),
}

/// Why an account was not created.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Another account has the address.
    #[error("the email address is taken")]
    EmailTaken,
    /// The password is too easy to guess.
    #[error("the password is refused: {0}")]
    WeakPassword(#[from] WeakPassword),
    /// Nobody registers here.
    #[error("registration is closed")]
    Closed,
    /// It needs an invitation; there is none, or it was used, is too old or for another address.
    #[error("there is no invitation that works for this address")]
    NotInvited,
    /// The host does not want this account.
    #[error("the host refuses this account")]
    Refused(HostMessage),
    /// Fields of the host's own have mistakes.
    #[error("fields of the host's own are refused")]
    Fields(Vec<FieldError>),
    /// Too many mails went to this address.
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
    pub(super) async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError> {
        let client = request.client.clone();
        let (account, invitation) = self.admit_registration(account, &client).await?;
        let (email, password) = (account.email, account.password);
        self.judge(&password, &email, None, &client).await??;
        let admission = self.ports.hasher.admit()?;
        let charge = match self.policy.disclosure {
            // Whether or not it has an account, it gets a mail.
            Disclosure::None => {
                let kind = MailKind::AlreadyRegistered;
                self.charge_mail(kind, &email).await??
            }
            Disclosure::Registration | Disclosure::All => Charge::default(),
        };
        drop(admission);
        let hash = self.ports.hasher.hash(&password).await?;
        let user = self.new_user(email)?;
        let enrolled = self.enrol(user, &hash, &account.fields, invitation.as_ref(), request);
        let enrolled = enrolled.await;
        self.settle(charge, enrolled).await
    }

    /// Writes the account and all that comes with it, in one transaction.
    async fn enrol(
        &self,
        user: User,
        hash: &PasswordHash,
        fields: &FieldValues,
        invitation: Option<&Invitation>,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError> {
        let client = request.client.clone();
        let not_yet = self.keeps_out(&user, &client).await?;
        let mut work = self.begin(&client).await?;
        let unit = work.unit.as_mut();
        if !self.use_invitation(unit, invitation).await? {
            return Err(RegisterError::NotInvited);
        }
        let registered = match work.unit.insert_user(&user, hash).await {
            Ok(()) => {
                self.save_fields(&user, fields, work.unit.as_mut()).await?;
                self.welcome(&mut work, user, request, not_yet).await?
            }
            Err(EmailError::EmailTaken) => self.known(&mut work, &user.email).await?,
            Err(EmailError::Unavailable(error)) => return Err(error.into()),
        };
        work.commit().await?;
        Ok(registered)
    }

    fn new_user(&self, email: EmailAddress) -> Result<User, Unavailable> {
        let now = self.ports.clock.now();
        Ok(User {
            id: UserId::generate(&*self.ports.clock, &*self.ports.random)?,
            email,
            email_verified_at: None,
            password_changed_at: now,
            created_at: now,
            deletion_due_at: None,
            disabled_at: None,
        })
    }

    async fn welcome(
        &self,
        work: &mut Work<'_>,
        user: User,
        request: SessionRequest,
        not_yet: Option<HostMessage>,
    ) -> Result<Registered, Unavailable> {
        work.record(EventKind::Registered, Some(user.id)).await?;
        if self.policy.verification != EmailVerification::Off {
            // Without the user's id: whether the address still needs a proof is looked up when
            // the mail leaves.
            work.mail(MailKind::VerifyEmail, &user.email, None, None)
                .await?;
        }
        if self.policy.verification == EmailVerification::Required {
            return Ok(Registered::MailSent);
        }
        if let Some(reason) = not_yet {
            return Ok(Registered::NotYet(reason));
        }
        let device = request.device.clone();
        let mut logged_in = self
            .open_session(work.unit.as_mut(), user, AuthEpoch::FIRST, request)
            .await?
            .ok_or_else(|| Unavailable::new("the store lost a user it has just inserted"))?;
        let (id, device) = (logged_in.current.user.id, device.as_deref());
        logged_in.device = Some(self.known_device(id, device, FIRST_EPOCH)?);
        Ok(Registered::LoggedIn(Box::new(logged_in)))
    }

    /// The address has an account. Where strangers must not learn it, everything is done that
    /// is done for a new one: as many statements, as many mails, and the invitation is used up.
    async fn known(
        &self,
        work: &mut Work<'_>,
        email: &EmailAddress,
    ) -> Result<Registered, RegisterError> {
        if self.policy.disclosure != Disclosure::None {
            return Err(RegisterError::EmailTaken);
        }
        work.record(EventKind::RegistrationRepeated, None).await?;
        work.mail(MailKind::AlreadyRegistered, email, None, None)
            .await?;
        Ok(Registered::MailSent)
    }
}

impl From<FieldsError> for RegisterError {
    fn from(error: FieldsError) -> Self {
        match error {
            FieldsError::Refused(mistakes) => Self::Fields(mistakes),
            FieldsError::Unavailable(error) => error.into(),
        }
    }
}

impl From<Veto> for RegisterError {
    fn from(veto: Veto) -> Self {
        match veto {
            Veto::Refused(reason) => Self::Refused(reason),
            Veto::Unavailable(error) => error.into(),
        }
    }
}

impl MayConflict for RegisterError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
