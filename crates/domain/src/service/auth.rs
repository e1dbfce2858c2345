use async_trait::async_trait;

use super::{Accounts, LogInError, LoggedIn, Proof, ProofError, RegisterError, Registered};
use crate::{
    Client, Credential, CurrentUser, EmailAddress, EventKind, NewAccount, PlainPassword,
    RecentlyAuthenticated, SessionRequest, SessionToken, Unavailable, Verdict,
};

/// Port: the life of a session. What else can be asked of accounts is a port in the file of its
/// feature, such as [`ChangeEmail`](crate::ChangeEmail). [`Accounts`] implements them all.
#[async_trait]
pub trait AuthService: Send + Sync {
    /// Creates an account and, where the address needs no proof first, opens its first session.
    async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError>;

    /// Opens a session for a client that knows the password. It spends the same work on an address
    /// without an account. A deletion that is due is cancelled by it.
    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError>;

    /// The user who holds this token, if its session is alive, and from where they ask.
    async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable>;

    /// Authenticates the user within a session, before sensitive actions; the session goes on under
    /// a new token.
    async fn reauthenticate(&self, by: &CurrentUser, proof: Proof) -> Result<LoggedIn, ProofError>;

    /// Authenticates the user within a session for one sensitive operation; the session stays as it
    /// is. A wrong password is limited and recorded as by [`AuthService::reauthenticate`].
    async fn prove(
        &self,
        by: &CurrentUser,
        proof: Proof,
    ) -> Result<RecentlyAuthenticated, ProofError>;

    /// Ends the token's session. Without one nothing happens.
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
        self.charge_registration(email).await??;
        drop(admission);
        let hash = self.ports.hasher.hash(password).await?;
        let candidate = self.newcomer(account.email, hash, request)?;
        let refusal = self.refusal(&candidate).await?;
        self.unit("register", || {
            Box::pin(self.enrol(
                &candidate,
                &account.fields,
                invitation.as_ref(),
                refusal.clone(),
            ))
        })
        .await
    }

    /// Known and unknown addresses take one path: one query, one charge, one hash, one note.
    async fn log_in(
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
        let candidate = self.by_password(known.clone(), request);
        if let Some(refusal) = self.refusal(&candidate).await? {
            self.note_refusal(&candidate).await?;
            return Err(refusal.into());
        }
        let renewed = match needs_rehash {
            true => Some(self.ports.hasher.hash(&password).await?),
            false => None,
        };
        self.unit("log_in", || {
            Box::pin(async {
                let mut work = self.begin(candidate.client()).await?;
                let entered = self.enter(&mut work, &candidate).await?;
                let logged_in = entered.ok_or_else(|| self.disclosed(LogInError::WrongPassword))?;
                if let Some(renewed) = &renewed {
                    let (user, old) = (known.user.id, &known.password);
                    work.unit.users().renew_hash(user, old, renewed).await?;
                }
                work.commit().await?;
                Ok(logged_in)
            })
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
        if !session.is_alive(now, &self.policy.session) || user.disabled_at.is_some() {
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

    async fn prove(
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
