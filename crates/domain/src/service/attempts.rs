use super::{Accounts, login::Candidate};
use crate::{
    AttemptPolicy, Client, Credential, CurrentUser, EmailAddress, EmailKind, EventKind,
    HashingError, PasswordHash, PlainPassword, RateLimit, RateLimitKey, SessionRequest,
    TooManyAttempts, Unavailable, UserId, Verdict,
};

/// A password that may be tried now: its attempt is taken already.
pub(super) struct Guess {
    attempt: TakenAttempt,
    is_known_browser: bool,
}

/// What was taken from a rate limit; nothing where nothing is limited.
pub(super) struct TakenAttempt(Option<(RateLimitKey, RateLimit)>);

impl Accounts {
    /// Counts an attempt at the password of an address, if the limit allows it. It goes by the
    /// address that was typed, and is the same whether or not that has an account.
    pub(super) async fn limit_login(
        &self,
        email: &EmailAddress,
        known: Option<&Credential>,
        request: &SessionRequest,
    ) -> Result<Result<Guess, TooManyAttempts>, Unavailable> {
        let keys = &self.keys.rate_limits;
        let known_browser = known.and_then(|known| self.known_browser(known, request));
        if let Some(whose) = known_browser {
            let key = keys.of("known browser", &whose);
            return self
                .limit_guess(key, |limits| limits.known_browser, true)
                .await;
        }
        let key = keys.of("unknown browsers", email.canonical().as_bytes());
        let taken = self
            .limit_guess(key, |limits| limits.unknown_browser, false)
            .await?;
        if taken.is_err() {
            let user = known.map(|known| known.user.id);
            self.notify_of_guessing(email, user, &request.client)
                .await?;
        }
        Ok(taken)
    }

    /// The browser of the request and its user, if the user logged in with it before.
    fn known_browser(&self, known: &Credential, request: &SessionRequest) -> Option<Vec<u8>> {
        let device = self.keys.devices.read(request.device.as_deref()?)?;
        let (user, epoch) = (known.user.id, known.device_epoch);
        let knows = self.keys.devices.knows(&device, user, epoch);
        knows.then(|| [device.id(), user.as_uuid().as_bytes()].concat())
    }

    /// Counts an answer of a second factor before it is verified: to the user, whichever of their
    /// logins waits. An attacker who knows the password must not keep the user's own browser from
    /// answering.
    pub(super) async fn limit_second_factor(
        &self,
        Candidate { known, request, .. }: &Candidate,
    ) -> Result<Result<TakenAttempt, TooManyAttempts>, Unavailable> {
        let keys = &self.keys.rate_limits;
        let key = match self.known_browser(known, request) {
            Some(whose) => keys.of("second factor, known browser", &whose),
            None => keys.of("second factor", known.user.id.as_uuid().as_bytes()),
        };
        self.take_attempt(key, |limits| limits.second_factor).await
    }

    /// Counts an attempt of a session's user at their own password, if the limit allows it. The
    /// password opened this session, so wrong guesses elsewhere do not count here.
    pub(super) async fn limit_session(
        &self,
        by: &CurrentUser,
    ) -> Result<Result<Guess, TooManyAttempts>, Unavailable> {
        let session = by.session.id.as_uuid();
        let key = self.keys.rate_limits.of("session", session.as_bytes());
        self.limit_guess(key, |limits| limits.session, true).await
    }

    /// Lets a visitor have an email sent to this address, or doesn't.
    pub(super) async fn limit_email(
        &self,
        kind: EmailKind,
        to: &EmailAddress,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        let whose = to.canonical().as_bytes();
        let key = self.keys.rate_limits.of(kind.as_str(), whose);
        let taken = self.take_attempt(key, |limits| limits.emails).await?;
        Ok(taken.map(drop))
    }

    /// Lets an account do something that is limited by account, or doesn't.
    pub(super) async fn limit_account(
        &self,
        what: &str,
        user: UserId,
        rate_limit: fn(&AttemptPolicy) -> RateLimit,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        let key = self.keys.rate_limits.of(what, user.as_uuid().as_bytes());
        Ok(self.take_attempt(key, rate_limit).await?.map(drop))
    }

    pub(super) async fn refund(
        &self,
        TakenAttempt(taken): TakenAttempt,
    ) -> Result<(), Unavailable> {
        match taken {
            Some((key, rate_limit)) => {
                self.ports
                    .attempts
                    .give_attempt_back(&key, rate_limit)
                    .await
            }
            None => Ok(()),
        }
    }

    /// Tries the password for `email`, and notes a wrong one. Only a wrong one costs: neither a
    /// right one nor a full queue is a guess.
    pub(super) async fn try_password<E>(
        &self,
        guess: Guess,
        password: &PlainPassword,
        email: &EmailAddress,
        known: Option<&Credential>,
        client: &Client,
    ) -> Result<Verdict, E>
    where
        E: From<HashingError> + From<Unavailable>,
    {
        let stored = known.and_then(|known| self.usable_password(known, &guess));
        let verdict = self.ports.hasher.verify(password, stored).await;
        if matches!(verdict, Ok(Verdict::Mismatch)) {
            let user = known.map(|known| known.user.id);
            self.note_failure(email, user, client).await?;
        } else {
            self.refund(guess.attempt).await?;
        }
        Ok(verdict?)
    }

    /// The stored password, unless there is none that opens the account, or so many wrong ones
    /// were tried that it opens nothing here. The answer says only that the password is wrong.
    fn usable_password<'a>(
        &self,
        known: &'a Credential,
        guess: &Guess,
    ) -> Option<&'a PasswordHash> {
        let most = self.policy.attempts.as_ref().map(|a| a.failures_in_a_row);
        let is_locked = self.policy.sends_email && most.is_some_and(|most| known.failures >= most);
        let opens = known.password.is_usable() && (guess.is_known_browser || !is_locked);
        opens.then_some(&known.password)
    }

    async fn limit_guess(
        &self,
        key: RateLimitKey,
        rate_limit: fn(&AttemptPolicy) -> RateLimit,
        is_known_browser: bool,
    ) -> Result<Result<Guess, TooManyAttempts>, Unavailable> {
        let taken = self.take_attempt(key, rate_limit).await?;
        Ok(taken.map(|attempt| Guess {
            attempt,
            is_known_browser,
        }))
    }

    /// Takes one from a rate limit; from none where nothing is limited.
    async fn take_attempt(
        &self,
        key: RateLimitKey,
        rate_limit: fn(&AttemptPolicy) -> RateLimit,
    ) -> Result<Result<TakenAttempt, TooManyAttempts>, Unavailable> {
        let Some(rate_limit) = self.policy.attempts.as_ref().map(rate_limit) else {
            return Ok(Ok(TakenAttempt(None)));
        };
        let now = self.ports.clock.now();
        let taken = self
            .ports
            .attempts
            .take_attempt(&key, rate_limit, now)
            .await?;
        Ok(taken.map(|()| TakenAttempt(Some((key, rate_limit)))))
    }

    /// Once a day the owner is notified, if there is one (OWASP ASVS 5.0, 6.3.5): the account is
    /// not looked up before the email is sent.
    async fn notify_of_guessing(
        &self,
        email: &EmailAddress,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<(), Unavailable> {
        let whose = email.canonical().as_bytes();
        let key = self.keys.rate_limits.of("notice of guessing", whose);
        match self.take_attempt(key, |limits| limits.notices).await? {
            Ok(_) => self.write_notice(email, user, client).await,
            Err(_) => Ok(()),
        }
    }

    async fn write_notice(
        &self,
        email: &EmailAddress,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<(), Unavailable> {
        self.unit("write_notice", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                work.queue_email(EmailKind::TooManyFailures, email, None, None)
                    .await?;
                work.record(EventKind::LoginsLimited, user).await?;
                work.commit().await
            })
        })
        .await
    }

    /// Notes a wrong password.
    async fn note_failure(
        &self,
        email: &EmailAddress,
        user: Option<UserId>,
        client: &Client,
    ) -> Result<(), Unavailable> {
        self.unit("note_failure", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                work.unit.users().count_failure(email).await?;
                work.record(EventKind::LoginFailed, user).await?;
                work.commit().await
            })
        })
        .await
    }
}
