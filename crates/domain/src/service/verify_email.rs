use async_trait::async_trait;

use super::{
    Accounts, LinkError, Login, MayConflict, OpenedLink, RequestEmailError,
    login::{Candidate, Outcome, Refusal},
    work::Work,
};
use crate::{
    Client, CurrentUser, DeleteIf, EmailAddress, EmailKind, EventKind, HashingError, HostMessage,
    Link, LinkPurpose, PlainPassword, SessionRequest, TooManyAttempts, Unavailable, Verdict,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::VerifyEmail];

/// Why an address was not proven.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyEmailError {
    /// The link is unknown, too old or used.
    #[error("the link is invalid or has expired")]
    InvalidLink,
    /// The password is not the account's. The link still works.
    #[error("the password is wrong")]
    WrongPassword,
    /// The password is right, but an operator disabled the account. The link still works.
    #[error("the account is disabled")]
    Disabled,
    /// The link is about another account than the one that is logged in.
    #[error("the link belongs to another account")]
    AnotherAccount,
    /// Link and password are right, and the address is verified; but the application refuses the login,
    /// with this reason.
    #[error("the application refuses this user")]
    Refused(HostMessage),
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

/// Port: verification that the user receives email at their address.
#[async_trait]
pub trait VerifyEmail: Send + Sync {
    /// Requests another verification email. The work and the answer are the same for every address.
    ///
    /// # Errors
    ///
    /// A limit is reached, or the store is unavailable.
    async fn request_verification(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestEmailError>;

    /// Verifies the address of the logged-in user.
    ///
    /// # Errors
    ///
    /// The link is invalid or belongs to another account, or the store is unavailable.
    async fn verify_email(
        &self,
        by: &CurrentUser,
        opened: &OpenedLink,
    ) -> Result<(), VerifyEmailError>;

    /// Verifies the address of a user who also knows the password, and opens a session or returns a
    /// pending login, as [`AuthService::log_in`](crate::AuthService::log_in) does.
    ///
    /// # Errors
    ///
    /// The link is invalid or belongs to another account, the login is refused, a limit is reached, or
    /// the hasher or the store is unavailable.
    async fn verify_email_and_log_in(
        &self,
        opened: &OpenedLink,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<Login, VerifyEmailError>;

    /// Deletes an account that another person made with the address of the owner of the mailbox, as
    /// long as the address was never verified.
    ///
    /// # Errors
    ///
    /// If the link is invalid or the store is unavailable.
    async fn disown_account(&self, opened: &OpenedLink, client: &Client) -> Result<(), LinkError>;
}

#[async_trait]
impl VerifyEmail for Accounts {
    /// As with a forgotten password, whether there is such an account is not looked up here.
    async fn request_verification(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestEmailError> {
        let kind = EmailKind::VerifyEmail;
        let event = EventKind::VerificationRequested;
        self.request_email(kind, event, email, client).await
    }

    /// A logged-in user knows the password, and the link verifies the mailbox: both belong to the same
    /// person.
    async fn verify_email(
        &self,
        by: &CurrentUser,
        opened: &OpenedLink,
    ) -> Result<(), VerifyEmailError> {
        self.demand(opened, &PURPOSE)?;
        if opened.user().id != by.id {
            return Err(VerifyEmailError::AnotherAccount);
        }
        self.unit("verify_email", || {
            Box::pin(async {
                let mut work = self.begin(&by.client).await?;
                work.consume_proof(&opened.link).await?;
                Ok(work.commit().await?)
            })
        })
        .await
    }

    /// The same in a browser where no user is logged in: with the password, which logs in.
    async fn verify_email_and_log_in(
        &self,
        opened: &OpenedLink,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<Login, VerifyEmailError> {
        self.demand(opened, &PURPOSE)?;
        let mut known = opened.known.clone();
        let email = known.user.email.clone();
        let taken = self.limit_login(&email, Some(&known), &request);
        let guess = taken.await??;
        let tried = self.try_password(guess, &password, &email, Some(&known), &request.client);
        let verdict: Result<_, VerifyEmailError> = tried.await;
        if verdict? == Verdict::Mismatch {
            return Err(VerifyEmailError::WrongPassword);
        }
        known.user.email_verified_at = Some(self.ports.clock.now());
        let candidate = self.by_password(known, request);
        let outcome = self.decide(&candidate).await?;
        if let Outcome::Refused(Refusal::Disabled | Refusal::EmailUnverified) = outcome {
            self.note_refusal(&candidate).await?;
            return Err(VerifyEmailError::Disabled);
        }
        self.unit("verify_email_and_log_in", || {
            Box::pin(self.verify_and_enter(&opened.link, &candidate, &outcome))
        })
        .await
    }

    /// A person registered an address that is not theirs, and the owner of the mailbox wants no
    /// account. An email does not delete an account that was verified before;
    /// [`ManageAccount::delete_account`](crate::ManageAccount::delete_account) does.
    async fn disown_account(&self, opened: &OpenedLink, client: &Client) -> Result<(), LinkError> {
        self.demand(opened, &PURPOSE)?;
        let (link, user) = (&opened.link, opened.user());
        let unverified = DeleteIf::UnverifiedSince(user.created_at);
        self.unit("disown_account", || {
            Box::pin(async {
                let mut work = self.begin(client).await?;
                let disowned = work.unit.tokens().consume(&link.token).await?
                    && self.erase(&mut work, user, unverified).await?;
                if !disowned {
                    return Err(LinkError::Dead);
                }
                Ok(work.commit().await?)
            })
        })
        .await
    }
}

impl Accounts {
    /// Verifies the address even if the application refuses the login.
    async fn verify_and_enter(
        &self,
        link: &Link,
        candidate: &Candidate,
        outcome: &Outcome,
    ) -> Result<Login, VerifyEmailError> {
        let mut work = self.begin(candidate.client()).await?;
        work.consume_proof(link).await?;
        let methods = match outcome {
            Outcome::Needs(methods) => &methods[..],
            Outcome::Pass => &[],
            Outcome::Refused(refusal) => {
                let user = Some(candidate.known.user.id);
                work.record(EventKind::LoginRefused, user).await?;
                work.commit().await?;
                return Err(refusal.clone().into());
            }
        };
        let login = self.proceed(&mut work, candidate, methods).await?;
        let login = login.ok_or(VerifyEmailError::WrongPassword)?;
        work.commit().await?;
        Ok(login)
    }
}

impl Work<'_> {
    /// The link's one use.
    async fn consume_proof(&mut self, link: &Link) -> Result<(), VerifyEmailError> {
        let (user, proof) = (link.user_id, link.proof(self.now()));
        let proven = self.unit.tokens().consume(&link.token).await?
            && self.unit.users().verify_email(user, &proof).await?;
        if !proven {
            return Err(VerifyEmailError::InvalidLink);
        }
        Ok(self.record(EventKind::EmailVerified, Some(user)).await?)
    }
}

impl From<Refusal> for VerifyEmailError {
    /// The link verified the address.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Disabled | Refusal::EmailUnverified => Self::Disabled,
            Refusal::Host(reason) => Self::Refused(reason),
        }
    }
}

impl From<LinkError> for VerifyEmailError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Dead => Self::InvalidLink,
            LinkError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl MayConflict for VerifyEmailError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
