use std::{pin::Pin, sync::Arc, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{
    AccountExport, AuthService, ChangePasswordError, Client, ConfirmPasswordError, CurrentUser,
    Deletion, EmailAddress, Event, ExportError, Invitation, LinkError, LinkPurpose, LinkToken,
    LogInError, LoggedIn, MayConflict, MoveError, NewAccount, OpenedLink, PlainPassword,
    RegisterError, Registered, RequestMailError, ResetPasswordError, Session, SessionId,
    SessionRequest, SessionToken, TokenSource, Unavailable, UserId, VerifyEmailError,
};

/// Tries in all. A deadlock has one survivor at least, so each try thins the crowd.
const TRIES: u32 = 4;
/// The longest pause before the second try; it doubles with each further one.
const PAUSE: Duration = Duration::from_millis(20);

/// Does an intention again, as a whole, that failed only because of another one: a deadlock,
/// a serialization failure, a certification conflict of a cluster.
pub(crate) struct Retry {
    accounts: Arc<dyn AuthService>,
    random: Arc<dyn TokenSource>,
}

type Attempt<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

impl Retry {
    pub(crate) fn new(accounts: Arc<dyn AuthService>, random: Arc<dyn TokenSource>) -> Self {
        Self { accounts, random }
    }

    async fn insist<'a, T, E: MayConflict>(
        &self,
        attempt: impl Fn() -> Attempt<'a, T, E> + Send,
    ) -> Result<T, E> {
        for tried in 0..TRIES - 1 {
            match attempt().await {
                Err(error) if error.is_conflict() => self.pause(PAUSE * (1 << tried)).await,
                done => return done,
            }
        }
        attempt().await
    }

    /// A pause of a random length: two that collided would collide again after equal ones.
    async fn pause(&self, longest: Duration) {
        let mut byte = [u8::MAX];
        // Without random numbers it is the longest pause; nothing else depends on them here.
        let _ = self.random.fill(&mut byte);
        tokio::time::sleep(longest.mul_f64(f64::from(byte[0]) / f64::from(u8::MAX))).await;
    }
}

#[async_trait]
impl AuthService for Retry {
    async fn register(
        &self,
        account: NewAccount,
        request: SessionRequest,
    ) -> Result<Registered, RegisterError> {
        self.insist(|| self.accounts.register(account.clone(), request.clone()))
            .await
    }

    async fn invite(
        &self,
        email: Option<EmailAddress>,
        lifetime: Duration,
        by: Option<UserId>,
        client: &Client,
    ) -> Result<LinkToken, Unavailable> {
        self.insist(|| self.accounts.invite(email.clone(), lifetime, by, client))
            .await
    }

    async fn open_invitation(&self, token: &LinkToken) -> Result<Option<Invitation>, Unavailable> {
        self.insist(|| self.accounts.open_invitation(token)).await
    }

    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError> {
        self.insist(|| {
            self.accounts
                .log_in(email.clone(), password.clone(), request.clone())
        })
        .await
    }

    async fn authenticate(
        &self,
        token: &SessionToken,
        client: &Client,
    ) -> Result<Option<CurrentUser>, Unavailable> {
        self.insist(|| self.accounts.authenticate(token, client))
            .await
    }

    async fn log_out(&self, token: &SessionToken, client: &Client) -> Result<(), Unavailable> {
        self.insist(|| self.accounts.log_out(token, client)).await
    }

    async fn confirm_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<LoggedIn, ConfirmPasswordError> {
        self.insist(|| self.accounts.confirm_password(by, current.clone()))
            .await
    }

    async fn change_password(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError> {
        self.insist(|| {
            self.accounts
                .change_password(by, current.clone(), new.clone())
        })
        .await
    }

    async fn request_password_reset(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError> {
        self.insist(|| self.accounts.request_password_reset(email, client))
            .await
    }

    async fn reset_password(
        &self,
        token: &LinkToken,
        new: PlainPassword,
        client: &Client,
        device: Option<&str>,
    ) -> Result<String, ResetPasswordError> {
        self.insist(|| {
            self.accounts
                .reset_password(token, new.clone(), client, device)
        })
        .await
    }

    async fn open_link(
        &self,
        token: &LinkToken,
        purposes: &[LinkPurpose],
    ) -> Result<OpenedLink, LinkError> {
        self.insist(|| self.accounts.open_link(token, purposes))
            .await
    }

    async fn request_verification(
        &self,
        email: &EmailAddress,
        client: &Client,
    ) -> Result<(), RequestMailError> {
        self.insist(|| self.accounts.request_verification(email, client))
            .await
    }

    async fn verify_email(
        &self,
        by: &CurrentUser,
        token: &LinkToken,
    ) -> Result<(), VerifyEmailError> {
        self.insist(|| self.accounts.verify_email(by, token)).await
    }

    async fn verify_email_and_log_in(
        &self,
        token: &LinkToken,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, VerifyEmailError> {
        self.insist(|| {
            self.accounts
                .verify_email_and_log_in(token, password.clone(), request.clone())
        })
        .await
    }

    async fn disown_account(&self, token: &LinkToken, client: &Client) -> Result<(), LinkError> {
        self.insist(|| self.accounts.disown_account(token, client))
            .await
    }

    async fn change_email(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
        new: &EmailAddress,
    ) -> Result<(), ConfirmPasswordError> {
        self.insist(|| self.accounts.change_email(by, current.clone(), new))
            .await
    }

    async fn confirm_email_change(
        &self,
        token: &LinkToken,
        client: &Client,
    ) -> Result<(), MoveError> {
        self.insist(|| self.accounts.confirm_email_change(token, client))
            .await
    }

    async fn undo_email_change(&self, token: &LinkToken, client: &Client) -> Result<(), MoveError> {
        self.insist(|| self.accounts.undo_email_change(token, client))
            .await
    }

    async fn list_sessions(
        &self,
        by: &CurrentUser,
        limit: u32,
    ) -> Result<Vec<Session>, Unavailable> {
        self.insist(|| self.accounts.list_sessions(by, limit)).await
    }

    async fn revoke_session(
        &self,
        by: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        self.insist(|| self.accounts.revoke_session(by, session))
            .await
    }

    async fn revoke_other_sessions(&self, by: &CurrentUser) -> Result<u64, Unavailable> {
        self.insist(|| self.accounts.revoke_other_sessions(by))
            .await
    }

    async fn list_events(&self, by: &CurrentUser, limit: u32) -> Result<Vec<Event>, Unavailable> {
        self.insist(|| self.accounts.list_events(by, limit)).await
    }

    async fn export_account(&self, by: &CurrentUser) -> Result<AccountExport, ExportError> {
        self.insist(|| self.accounts.export_account(by)).await
    }

    async fn delete_account(
        &self,
        by: &CurrentUser,
        current: PlainPassword,
    ) -> Result<Deletion, ConfirmPasswordError> {
        self.insist(|| self.accounts.delete_account(by, current.clone()))
            .await
    }
}
