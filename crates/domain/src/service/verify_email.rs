use super::{Accounts, LinkError, LoggedIn, MayConflict, RequestMailError};
use crate::{
    Client, CurrentUser, DeleteIf, EmailAddress, EventKind, HashingError, HostMessage, Link,
    LinkPurpose, LinkToken, MailKind, PlainPassword, SessionRequest, TooManyAttempts, Unavailable,
    UnitOfWork, Verdict,
};

const PURPOSE: [LinkPurpose; 1] = [LinkPurpose::VerifyEmail];

/// Why an address was not proven.
#[derive(Debug, thiserror::Error)]
pub enum VerifyEmailError {
    /// The link is unknown, too old or used.
    #[error("the link does not work, or no longer")]
    DeadLink,
    /// The password is not the account's. The link still works.
    #[error("the password is wrong")]
    WrongPassword,
    /// The password is right, but an operator keeps the person out. The link still works.
    #[error("the account is disabled")]
    Disabled,
    /// The link is about another account than the one that is logged in.
    #[error("the link belongs to another account")]
    AnotherAccount,
    /// Link and password are right, and the address is proven; but the host does not let this
    /// person in, for this reason.
    #[error("the host refuses this person")]
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

impl Accounts {
    /// As with a forgotten password, nobody looks here whether there is such an account.
    pub(super) async fn request_verification(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError> {
        let kind = MailKind::VerifyEmail;
        let event = EventKind::VerificationRequested;
        self.request_mail(kind, event, email, client).await
    }

    /// Who is logged in knows the password, and the link proves the mailbox: that is one
    /// person.
    pub(super) async fn verify_email(
        &self,
        by: &CurrentUser,
        token: &LinkToken,
    ) -> Result<(), VerifyEmailError> {
        let (link, user) = self.find_link(token, &PURPOSE).await?;
        if user.id != by.id {
            return Err(VerifyEmailError::AnotherAccount);
        }
        let mut work = self.begin(&by.client).await?;
        self.consume_proof(work.unit.as_mut(), &link).await?;
        work.record(EventKind::EmailVerified, Some(by.id)).await?;
        work.commit().await?;
        Ok(())
    }

    /// The same in a browser where nobody is logged in: with the password, which logs in.
    pub(super) async fn verify_email_and_log_in(
        &self,
        token: &LinkToken,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, VerifyEmailError> {
        let (link, user) = self.find_link(token, &PURPOSE).await?;
        let known = self.ports.store.find_credential_by_id(user.id).await?;
        let mut known = known.ok_or(VerifyEmailError::DeadLink)?;
        let email = known.user.email.clone();
        let charged = self.charge_log_in(&email, Some(&known), &request);
        let guess = charged.await??;
        let client = request.client.clone();
        let tried = self.try_password(guess, &password, &email, Some(&known), &client);
        let verdict: Result<_, VerifyEmailError> = tried.await;
        if verdict? == Verdict::Mismatch {
            return Err(VerifyEmailError::WrongPassword);
        }
        if known.user.disabled_at.is_some() {
            self.note_refusal(&known.user, &client).await?;
            return Err(VerifyEmailError::Disabled);
        }
        known.user.email_verified_at = Some(self.ports.clock.now());
        let kept_out = self.keeps_out(&known.user, &client).await?;
        let mut work = self.begin(&client).await?;
        self.consume_proof(work.unit.as_mut(), &link).await?;
        work.record(EventKind::EmailVerified, Some(user.id)).await?;
        if let Some(reason) = kept_out {
            work.record(EventKind::LogInRefused, Some(user.id)).await?;
            work.commit().await?;
            return Err(VerifyEmailError::Refused(reason));
        }
        let entered = self.enter(&mut work, known, request).await?;
        let logged_in = entered.ok_or(VerifyEmailError::WrongPassword)?;
        work.commit().await?;
        Ok(logged_in)
    }

    /// Somebody registered an address that is not theirs, and the owner of the mailbox wants no
    /// account. One that was proven before is not deleted by a mail: for that there is
    /// [`AuthService::delete_account`](crate::AuthService::delete_account).
    pub(super) async fn disown_account(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), LinkError> {
        let (link, user) = self.find_link(token, &PURPOSE).await?;
        let unverified = DeleteIf::UnverifiedSince(user.created_at);
        let mut work = self.begin(client).await?;
        let disowned = work.unit.delete_link(&link.token).await?
            && self.erase(&mut work, &user, unverified).await?;
        if !disowned {
            return Err(LinkError::Dead);
        }
        work.commit().await?;
        Ok(())
    }

    /// The link's one use.
    async fn consume_proof(
        &self,
        unit: &mut dyn UnitOfWork,
        link: &Link,
    ) -> Result<(), VerifyEmailError> {
        let now = self.ports.clock.now();
        let proven = unit.delete_link(&link.token).await?
            && unit.verify_email(link.user_id, &link.proof(now)).await?;
        proven.then_some(()).ok_or(VerifyEmailError::DeadLink)
    }
}

impl From<LinkError> for VerifyEmailError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Dead => Self::DeadLink,
            LinkError::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl MayConflict for VerifyEmailError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}
