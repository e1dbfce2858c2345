use super::{Accounts, LoggedIn, Login, MayConflict, work::Work};
use crate::{
    AuthMethod, Authentications, Client, Credential, Disclosure, EmailKind, EmailVerification,
    EventKind, HashingError, HostMessage, SessionRequest, TooManyAttempts, Unavailable, User,
};

/// Why a login was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoginError {
    /// The address or the password is wrong. It does not say which.
    #[error("no account has this address and this password")]
    NoMatch,
    /// No account has the address; only with [`Disclosure::All`].
    #[error("no account has this address")]
    UnknownEmail,
    /// The password is not the account's; only with [`Disclosure::All`].
    #[error("the password is wrong")]
    WrongPassword,
    /// The password is right, but the address must be verified first.
    #[error("the email address is not verified")]
    EmailUnverified,
    /// The password is right, but the application refuses the user, with this reason.
    #[error("the application refuses this user")]
    Refused(HostMessage),
    /// The password is right, but an operator disabled the account.
    #[error("the account is disabled")]
    Disabled,
    /// A limit of wrong passwords is reached. This password was not verified.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The password could not be verified.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// A user who proved who they are, on any way in, and asks for a session.
pub(super) struct Candidate {
    pub(super) known: Credential,
    pub(super) authentications: Authentications,
    pub(super) request: SessionRequest,
}

impl Candidate {
    pub(super) fn client(&self) -> &Client {
        &self.request.client
    }
}

/// What decides about a candidate.
#[derive(Clone, Copy)]
enum Check {
    /// No operator disabled the account.
    Enabled,
    /// The email address is verified, where that is required.
    VerifiedEmail,
    /// The user authenticated by a second factor, where they set one up.
    SecondFactor,
    /// The application accepts the user.
    Host,
}

/// The checks of every login, in this order: the application is asked last, only about users whom all
/// other checks accept.
const CHECKS: [Check; 4] = [
    Check::Enabled,
    Check::VerifiedEmail,
    Check::SecondFactor,
    Check::Host,
];

/// What a check says about a candidate, or all of them do.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Pass,
    /// The login waits until the user authenticated by one of these methods.
    Needs(Vec<AuthMethod>),
    Refused(Refusal),
}

impl From<Option<Refusal>> for Outcome {
    fn from(refusal: Option<Refusal>) -> Self {
        refusal.map_or(Self::Pass, Self::Refused)
    }
}

/// Why a candidate gets no session.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    Disabled,
    EmailUnverified,
    Host(HostMessage),
}

impl From<Refusal> for LoginError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Disabled => Self::Disabled,
            Refusal::EmailUnverified => Self::EmailUnverified,
            Refusal::Host(reason) => Self::Refused(reason),
        }
    }
}

impl Accounts {
    /// A user who just proved the password of their account.
    pub(super) fn by_password(&self, known: Credential, request: SessionRequest) -> Candidate {
        let now = self.ports.clock.now();
        Candidate {
            known,
            authentications: Authentications::default().with(AuthMethod::Password, now),
            request,
        }
    }

    /// What the first check says that does not let the candidate in. Only a client that proved the
    /// user hears of it.
    pub(super) async fn decide(&self, candidate: &Candidate) -> Result<Outcome, Unavailable> {
        for check in CHECKS {
            match self.ask(check, candidate).await? {
                Outcome::Pass => {}
                decisive => return Ok(decisive),
            }
        }
        Ok(Outcome::Pass)
    }

    async fn ask(&self, check: Check, candidate: &Candidate) -> Result<Outcome, Unavailable> {
        let user = &candidate.known.user;
        Ok(match check {
            Check::Enabled => user.disabled_at.map(|_| Refusal::Disabled).into(),
            Check::VerifiedEmail => {
                let refusal = self.must_verify(user).then_some(Refusal::EmailUnverified);
                refusal.into()
            }
            Check::SecondFactor if candidate.authentications.have_second_factor() => Outcome::Pass,
            Check::SecondFactor => match self.set_up_methods(user).await? {
                methods if methods.is_empty() => Outcome::Pass,
                methods => Outcome::Needs(methods),
            },
            Check::Host => {
                let kept_out = self.keeps_out(user, candidate.client()).await?;
                kept_out.map(Refusal::Host).into()
            }
        })
    }

    /// Opens the session of a candidate whom all checks accept, or returns a pending login for one of
    /// `methods`. `None`: the credential was changed meanwhile.
    pub(super) async fn proceed(
        &self,
        work: &mut Work<'_>,
        candidate: &Candidate,
        methods: &[AuthMethod],
    ) -> Result<Option<Login>, Unavailable> {
        if methods.is_empty() {
            let entered = self.enter(work, candidate).await?;
            return Ok(entered.map(|logged_in| Login::LoggedIn(Box::new(logged_in))));
        }
        let suspended = self.suspend(work, candidate, methods).await?;
        Ok(suspended.map(Login::Pending))
    }

    /// Records that the right password was entered in vain: an attacker who holds it must leave
    /// a trace (OWASP ASVS 5.0, 16.3.1). A few an hour are enough.
    pub(super) async fn note_refusal(&self, candidate: &Candidate) -> Result<(), Unavailable> {
        let user = candidate.known.user.id;
        let attempt = self.limit_account("refused logins", user, |a| a.unknown_browser);
        if attempt.await?.is_err() {
            return Ok(());
        }
        let kind = EventKind::LoginRefused;
        self.note(kind, Some(user), candidate.client()).await
    }

    /// What every login does once the user is proven. `None`: what proved them was changed since.
    pub(super) async fn enter(
        &self,
        work: &mut Work<'_>,
        candidate: &Candidate,
    ) -> Result<Option<LoggedIn>, Unavailable> {
        let Candidate { known, request, .. } = candidate;
        let opened = self.open_session(work.unit.as_mut(), candidate);
        let Some(mut logged_in) = opened.await? else {
            return Ok(None);
        };
        let user = &mut logged_in.current.user;
        let id = user.id;
        work.record(EventKind::LoggedIn, Some(id)).await?;
        if known.failures > 0 {
            work.unit.users().reset_failures(id).await?;
        }
        if user.deletion_due_at.take().is_some() {
            work.unit.users().schedule_deletion(id, None).await?;
            work.record(EventKind::DeletionCancelled, Some(id)).await?;
            work.queue_email(EmailKind::DeletionCancelled, &user.email, Some(id), None)
                .await?;
            logged_in.cancelled_deletion = true;
        }
        let (device, epoch) = (request.device.as_deref(), known.device_epoch);
        self.remember_device(work, &mut logged_in, device, epoch)
            .await?;
        Ok(Some(logged_in))
    }

    fn must_verify(&self, user: &User) -> bool {
        self.policy.verification == EmailVerification::Required && user.email_verified_at.is_none()
    }

    pub(super) fn mismatch(&self, known: Option<&Credential>) -> LoginError {
        self.disclosed(match known {
            Some(_) => LoginError::WrongPassword,
            None => LoginError::UnknownEmail,
        })
    }

    /// The reason that an unauthenticated client may learn.
    pub(super) fn disclosed(&self, reason: LoginError) -> LoginError {
        match self.policy.disclosure {
            Disclosure::All => reason,
            Disclosure::Registration | Disclosure::None => LoginError::NoMatch,
        }
    }
}

impl MayConflict for LoginError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
