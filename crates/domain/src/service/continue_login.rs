use super::{
    Accounts, LoggedIn, MayConflict,
    login::{Candidate, Refusal},
    work::Work,
};
use crate::{
    AuthMethod, Credential, EventKind, FactorAnswer, FurtherStep, HostMessage, OneTimeToken,
    PendingLogin, PendingLoginToken, TokenPurpose, TooManyAttempts, Unavailable, User,
};

/// Why a login that waits was not continued.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContinueLoginError {
    /// The token is unknown, expired or used, or the credential was changed meanwhile. It does not say
    /// which. The user logs in again.
    #[error("the login has expired")]
    Expired,
    /// The answer is wrong. The login still waits.
    #[error("the answer is wrong")]
    WrongAnswer,
    /// The address must be verified first.
    #[error("the email address is not verified")]
    EmailUnverified,
    /// The application refuses the login, with this reason.
    #[error("the application refuses the login")]
    Refused(HostMessage),
    /// An operator disabled the account.
    #[error("the account is disabled")]
    Disabled,
    /// Too many wrong answers were given. This one was not verified.
    #[error(transparent)]
    TooManyAttempts(#[from] TooManyAttempts),
    /// The store, or a service that the factor or the application needs, does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl Accounts {
    /// The login that waits under this token, and the credential of its user, if it can be
    /// continued.
    pub(super) async fn find_pending_login(
        &self,
        token: &PendingLoginToken,
    ) -> Result<Option<(PendingLogin, Credential)>, Unavailable> {
        let now = self.ports.clock.now();
        for hash in self.keys.pending_logins.candidates(token) {
            if let Some((token, owner)) = self.ports.store.tokens().find(&hash).await? {
                let found = token.into_pending_login().zip(owner);
                return Ok(found.filter(|(pending, known)| {
                    pending.is_valid(now) && pending.proven == known.user.auth_epoch
                }));
            }
        }
        Ok(None)
    }

    /// Verifies the answer in a unit that is rolled back: the application is asked only about users
    /// whose answer is right.
    pub(super) async fn try_answer(
        &self,
        candidate: &Candidate,
        answer: &FactorAnswer,
    ) -> Result<bool, Unavailable> {
        self.unit("try_answer", || {
            Box::pin(async {
                let mut work = self.begin(candidate.client()).await?;
                self.verify_answer(&mut work, candidate, answer).await
            })
        })
        .await
    }

    /// Stores that the candidate waits for a further step. `None`: what proved the user was changed
    /// since.
    pub(super) async fn suspend(
        &self,
        work: &mut Work<'_>,
        candidate: &Candidate,
        methods: &[AuthMethod],
    ) -> Result<Option<FurtherStep>, Unavailable> {
        let (user, now) = (&candidate.known.user, self.ports.clock.now());
        let token = PendingLoginToken::generate(&*self.ports.random)?;
        let pending = PendingLogin {
            token: self.keys.pending_logins.hash(&token),
            user_id: user.id,
            proven: user.auth_epoch,
            authentications: candidate.authentications,
            remember: candidate.request.remember,
            created_at: now,
            expires_at: now + PendingLogin::LIFETIME,
        };
        let users = work.unit.users();
        if !users.hold_auth_epoch(user.id, pending.proven).await? {
            return Ok(None);
        }
        let tokens = work.unit.tokens();
        let others = PendingLogin::PER_USER - 1;
        tokens
            .delete_older(user.id, TokenPurpose::PendingLogin, others)
            .await?;
        tokens.insert(&OneTimeToken::from(&pending)).await?;
        work.record(EventKind::LoginPending, Some(user.id)).await?;
        Ok(Some(FurtherStep {
            token,
            methods: methods.to_vec(),
            expires_at: pending.expires_at,
        }))
    }

    /// The one use of the token and of the answer, and the session.
    pub(super) async fn finish(
        &self,
        pending: &PendingLogin,
        candidate: &Candidate,
        answer: &FactorAnswer,
    ) -> Result<LoggedIn, ContinueLoginError> {
        let mut work = self.begin(candidate.client()).await?;
        if !work.unit.tokens().consume(&pending.token).await? {
            return Err(ContinueLoginError::Expired);
        }
        if !self.verify_answer(&mut work, candidate, answer).await? {
            return Err(ContinueLoginError::WrongAnswer);
        }
        let entered = self.enter(&mut work, candidate).await?;
        let logged_in = entered.ok_or(ContinueLoginError::Expired)?;
        work.commit().await?;
        Ok(logged_in)
    }

    async fn verify_answer(
        &self,
        work: &mut Work<'_>,
        candidate: &Candidate,
        answer: &FactorAnswer,
    ) -> Result<bool, Unavailable> {
        let (method, now) = (answer.method(), self.ports.clock.now());
        let mut factors = self.ports.second_factors.iter();
        let factor = factors.find(|factor| factor.method() == method);
        let Some(factor) = factor.filter(|_| method.is_second_factor()) else {
            return Ok(false);
        };
        let (unit, user) = (work.unit.as_mut(), &candidate.known.user);
        factor.verify(unit, user, answer, now).await
    }

    /// The methods of further steps that the user set up.
    pub(super) async fn set_up_methods(&self, user: &User) -> Result<Vec<AuthMethod>, Unavailable> {
        let mut methods = Vec::new();
        for factor in &self.ports.second_factors {
            if factor.is_set_up(user).await? {
                methods.push(factor.method());
            }
        }
        Ok(methods)
    }
}

impl From<Refusal> for ContinueLoginError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Disabled => Self::Disabled,
            Refusal::EmailUnverified => Self::EmailUnverified,
            Refusal::Host(reason) => Self::Refused(reason),
        }
    }
}

impl MayConflict for ContinueLoginError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
