use std::{pin::Pin, sync::Arc, time::Duration};

use async_trait::async_trait;
use vestibule_domain::{
    AuthService, ChangePasswordError, CurrentUser, EmailAddress, LogInError, LoggedIn, MayConflict,
    PlainPassword, RegisterError, Session, SessionId, SessionRequest, SessionToken, TokenSource,
    Unavailable,
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
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, RegisterError> {
        self.insist(|| {
            self.accounts
                .register(email.clone(), password.clone(), request.clone())
        })
        .await
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

    async fn authenticate(&self, token: &SessionToken) -> Result<Option<CurrentUser>, Unavailable> {
        self.insist(|| self.accounts.authenticate(token)).await
    }

    async fn log_out(&self, token: &SessionToken) -> Result<(), Unavailable> {
        self.insist(|| self.accounts.log_out(token)).await
    }

    async fn change_password(
        &self,
        user: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError> {
        self.insist(|| {
            self.accounts
                .change_password(user, current.clone(), new.clone())
        })
        .await
    }

    async fn list_sessions(&self, user: &CurrentUser) -> Result<Vec<Session>, Unavailable> {
        self.insist(|| self.accounts.list_sessions(user)).await
    }

    async fn revoke_session(
        &self,
        user: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        self.insist(|| self.accounts.revoke_session(user, session))
            .await
    }
}
