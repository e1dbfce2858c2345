use async_trait::async_trait;

use super::{
    Accounts, ContinueLoginError, LoggedIn, Login, LoginError, Proof, ProofError, RegisterError,
    Registered,
    login::{Candidate, Outcome},
};
use crate::{
    Client, Credential, CurrentUser, EmailAddress, EventKind, FactorAnswer, NewAccount,
    PendingLoginToken, PlainPassword, RecentlyAuthenticated, SessionRequest, SessionToken,
    Unavailable, Verdict,
};

/// Port: registration, login, authentication of requests, and logout. Each further feature has a port of its
/// own, such as [`ChangeEmail`](crate::ChangeEmail). [`Accounts`] implements them all.
///
/// # Examples
///
/// A login without the pages, for a program with an interface of its own:
///
/// ```
/// # use vestibule_domain::*;
/// async fn log_in(
///     accounts: &dyn AuthService,
///     email: EmailAddress,
///     password: PlainPassword,
/// ) -> Result<Option<SessionToken>, LoginError> {
///     match accounts.log_in(email, password, SessionRequest::default()).await? {
///         Login::LoggedIn(logged_in) => Ok(Some(logged_in.token)), // for `authenticate`
///         Login::Pending(_) => Ok(None), // ask for the second factor
///     }
/// }
/// ```
#[async_trait]
pub trait AuthService: Send + Sync {
    /// Creates an account and, unless the address has to be verified first, opens its first session.
    ///
    /// # Errors
    ///
    /// If the address, the password or a field is refused, the address is taken (and the policy
    /// discloses it), registration is closed, a limit is reached, or the hasher or the store is
    /// unavailable.
    async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError>;

    /// Opens a session for a client that knows the password, or returns a pending login if the user
    /// set up a [`SecondFactor`](crate::SecondFactor). An address without an account costs the same work.
    /// A new session cancels a scheduled deletion of the account.
    ///
    /// # Errors
    ///
    /// If the address or the password is wrong, a check refuses the user, a limit is reached, or
    /// the hasher or the store is unavailable.
    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<Login, LoginError>;

    /// Opens the session of a pending login, for a client with its token and a right
    /// answer. The first step decided whether the cookie is persistent.
    ///
    /// # Errors
    ///
    /// After [`ContinueLoginError::Expired`] the user has to log in again; after any other error the login
    /// is still pending.
    async fn continue_login(
        &self,
        token: &PendingLoginToken,
        answer: FactorAnswer,
        request: SessionRequest,
    ) -> Result<LoggedIn, ContinueLoginError>;

    /// Returns the user of this token with the client of the request, if the session has not expired.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable>;

    /// Authenticates the user again within a session, before sensitive operations. The session gets a new
    /// token.
    ///
    /// # Errors
    ///
    /// If the credential is wrong, the session ended, a limit is reached, or the hasher or the
    /// store is unavailable.
    async fn reauthenticate(&self, by: &CurrentUser, proof: Proof) -> Result<LoggedIn, ProofError>;

    /// Authenticates the user again for one sensitive operation, without a change of the session. A wrong
    /// password is counted and recorded as by [`AuthService::reauthenticate`].
    ///
    /// # Errors
    ///
    /// As [`reauthenticate`](Self::reauthenticate).
    async fn reauthenticate_once(
        &self,
        by: &CurrentUser,
        proof: Proof,
    ) -> Result<RecentlyAuthenticated, ProofError>;

    /// Revokes the session of the token, if there is one.
    ///
    /// # Errors
    ///
    /// If the store is unavailable.
    async fn log_out(&self, token: &SessionToken, client: &Client) -> Result<(), Unavailable>;
}

#[async_trait]
impl AuthService for Accounts {
    async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError> {
        let (account, invitation) = self.admit_registration(account, &request.client).await?;
        let (email, password) = (&account.email, &account.password);
        self.judge(password, email, None, &request.client).await??;
        let admission = self.ports.hasher.admit()?;
        self.limit_registration(email).await??;
        drop(admission);
        let hash = self.ports.hasher.hash(password).await?;
        let candidate = self.newcomer(account.email, hash, request)?;
        let outcome = self.decide(&candidate).await?;
        self.unit("register", || {
            Box::pin(self.enroll(
                &candidate,
                &account.fields,
                invitation.as_ref(),
                outcome.clone(),
            ))
        })
        .await
    }

    /// Known and unknown addresses take one path: one query, one rate limit, one hash, one note.
    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<Login, LoginError> {
        let admission = self.ports.hasher.admit()?;
        let known = self.ports.store.users().find_credential(&email).await?;
        let taken = self.limit_login(&email, known.as_ref(), &request);
        let guess = taken.await??;
        drop(admission);
        let (stored, client) = (known.as_ref(), &request.client);
        let tried = self.try_password(guess, &password, &email, stored, client);
        let verdict: Result<_, LoginError> = tried.await;
        let (Some(known), Verdict::Match { needs_rehash }) = (&known, verdict?) else {
            return Err(self.mismatch(known.as_ref()));
        };
        let candidate = self.by_password(known.clone(), request);
        let methods = match self.decide(&candidate).await? {
            Outcome::Pass => Vec::new(),
            Outcome::Needs(methods) => methods,
            Outcome::Refused(refusal) => {
                self.note_refusal(&candidate).await?;
                return Err(refusal.into());
            }
        };
        let renewed = match needs_rehash {
            true => Some(self.ports.hasher.hash(&password).await?),
            false => None,
        };
        self.unit("log_in", || {
            Box::pin(async {
                let mut work = self.begin(candidate.client()).await?;
                let login = self.proceed(&mut work, &candidate, &methods).await?;
                let login = login.ok_or_else(|| self.disclosed(LoginError::WrongPassword))?;
                if let Some(renewed) = &renewed {
                    let (user, old) = (known.user.id, &known.password);
                    work.unit.users().renew_hash(user, old, renewed).await?;
                }
                work.commit().await?;
                Ok(login)
            })
        })
        .await
    }

    async fn continue_login(
        &self,
        token: &PendingLoginToken,
        answer: FactorAnswer,
        request: SessionRequest,
    ) -> Result<LoggedIn, ContinueLoginError> {
        let found = self.find_pending_login(token).await?;
        let (pending, known) = found.ok_or(ContinueLoginError::Expired)?;
        let now = self.ports.clock.now();
        let candidate = Candidate {
            authentications: pending.authentications.with(answer.method(), now),
            request: SessionRequest {
                remember: pending.remember,
                ..request
            },
            known,
        };
        let attempt = self.limit_second_factor(&candidate).await??;
        if !self.try_answer(&candidate, &answer).await? {
            let (kind, user) = (EventKind::SecondFactorFailed, pending.user_id);
            self.note(kind, Some(user), candidate.client()).await?;
            return Err(ContinueLoginError::WrongAnswer);
        }
        self.refund(attempt).await?;
        match self.decide(&candidate).await? {
            Outcome::Pass => {}
            // A right answer is of a second factor.
            Outcome::Needs(_) => return Err(ContinueLoginError::WrongAnswer),
            Outcome::Refused(refusal) => {
                self.note_refusal(&candidate).await?;
                return Err(refusal.into());
            }
        }
        self.unit("continue_login", || {
            Box::pin(self.finish(&pending, &candidate, &answer))
        })
        .await
    }

    async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable> {
        let now = self.ports.clock.now();
        let Some((session, user)) = self.find_session(token).await? else {
            return Ok(None);
        };
        // A server of a version that knows nothing of being disabled may have opened it.
        if !session.is_valid(now, &self.policy.session) || user.disabled_at.is_some() {
            return Ok(None);
        }
        self.touch(&session, now).await;
        let proof_age = now.since(session.authentications.latest());
        Ok(Some(CurrentUser {
            user,
            session,
            client: client.clone(),
            authenticated_recently: proof_age < self.policy.proof_lifetime,
        }))
    }

    async fn reauthenticate(&self, by: &CurrentUser, proof: Proof) -> Result<LoggedIn, ProofError> {
        let proven = self.try_proof(by, &proof).await?;
        self.unit("reauthenticate", || {
            Box::pin(async {
                let mut work = self.begin(&by.client).await?;
                let renewed = self.renew_session(work.unit.as_mut(), by, proven.clone());
                let logged_in = renewed.await?.ok_or(ProofError::LoggedOut)?;
                work.record(EventKind::PasswordConfirmed, Some(by.id))
                    .await?;
                work.commit().await?;
                Ok(logged_in)
            })
        })
        .await
    }

    async fn reauthenticate_once(
        &self,
        by: &CurrentUser,
        proof: Proof,
    ) -> Result<RecentlyAuthenticated, ProofError> {
        let Credential { user, .. } = self.try_proof(by, &proof).await?;
        Ok(RecentlyAuthenticated(CurrentUser {
            user,
            authenticated_recently: true,
            ..by.clone()
        }))
    }

    async fn log_out(&self, token: &SessionToken, client: &Client) -> Result<(), Unavailable> {
        let Some((session, user)) = self.find_session(token).await? else {
            return Ok(());
        };
        self.unit("log_out", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                if work.unit.sessions().delete(user.id, session.id).await? {
                    work.record(EventKind::LoggedOut, Some(user.id)).await?;
                }
                work.commit().await
            })
        })
        .await
    }
}
