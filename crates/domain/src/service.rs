use std::sync::Arc;

use async_trait::async_trait;

use crate::{
    Clock, CurrentUser, EmailAddress, HashingError, PasswordHasher, PlainPassword, Policy, Session,
    SessionId, SessionKeys, SessionRequest, SessionToken, Store, TokenSource, Unavailable,
    WeakPassword,
};

mod authenticate;
mod change_password;
mod log_in;
mod log_out;
mod register;
mod sessions;

/// Port: what can be asked of accounts. The web pages hold nothing else, so that a host may
/// decorate or replace it.
#[async_trait]
pub trait AuthService: Send + Sync {
    /// Creates an account and opens its first session.
    async fn register(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, RegisterError>;

    /// Opens a session for whoever knows the password. It spends the same work on an address
    /// without an account.
    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError>;

    /// Who holds this token, if its session is alive.
    async fn authenticate(&self, token: &SessionToken) -> Result<Option<CurrentUser>, Unavailable>;

    /// Ends the token's session. Without one nothing happens.
    async fn log_out(&self, token: &SessionToken) -> Result<(), Unavailable>;

    /// Replaces the password and ends all sessions; the one that asks goes on under a new
    /// token.
    async fn change_password(
        &self,
        user: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError>;

    /// The user's living sessions, the latest seen first.
    async fn list_sessions(&self, user: &CurrentUser) -> Result<Vec<Session>, Unavailable>;

    /// Ends one of the user's sessions, and tells whether there was one. Other people's
    /// sessions are out of reach.
    async fn revoke_session(
        &self,
        user: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable>;
}

/// A session that was just opened, with the only copy of its secret.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// Who, and their session.
    pub current: CurrentUser,
    /// The secret for the browser.
    pub token: SessionToken,
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
    /// The password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Why nobody was logged in.
#[derive(Debug, thiserror::Error)]
pub enum LogInError {
    /// Address and password do not belong together. It does not say which is wrong.
    #[error("no account has this address and this password")]
    NoMatch,
    /// No account has the address; only with [`Disclosure::All`](crate::Disclosure::All).
    #[error("no account has this address")]
    UnknownEmail,
    /// The password is not the account's; only with
    /// [`Disclosure::All`](crate::Disclosure::All).
    #[error("the password is wrong")]
    WrongPassword,
    /// The password could not be verified.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Why a password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// What was given as the current password is not it, or no longer.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The new password is too easy to guess.
    #[error("the password is refused: {0}")]
    WeakPassword(#[from] WeakPassword),
    /// The session ended meanwhile.
    #[error("the session has ended")]
    LoggedOut,
    /// A password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The store does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// An error of an intention that may be nobody's fault; see [`Unavailable::is_conflict`].
pub trait MayConflict {
    /// Whether the whole intention may be tried again.
    fn is_conflict(&self) -> bool;
}

impl MayConflict for Unavailable {
    fn is_conflict(&self) -> bool {
        self.is_conflict()
    }
}

impl MayConflict for RegisterError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}

impl MayConflict for LogInError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}

impl MayConflict for ChangePasswordError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(error) if error.is_conflict())
    }
}

/// What [`Accounts`] needs from the world.
#[derive(Clone)]
pub struct Ports {
    /// Keeps users and sessions.
    pub store: Arc<dyn Store>,
    /// Makes and checks password hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub random: Arc<dyn TokenSource>,
}

/// The rules of the product: [`AuthService`] over the ports. Each intention is a file of
/// its own.
pub struct Accounts {
    ports: Ports,
    keys: SessionKeys,
    policy: Policy,
}

impl Accounts {
    /// Brings the rules and the world together.
    pub fn new(ports: Ports, keys: SessionKeys, policy: Policy) -> Self {
        Self {
            ports,
            keys,
            policy,
        }
    }
}

#[async_trait]
impl AuthService for Accounts {
    async fn register(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, RegisterError> {
        self.register(email, password, request).await
    }

    async fn log_in(
        &self,
        email: EmailAddress,
        password: PlainPassword,
        request: SessionRequest,
    ) -> Result<LoggedIn, LogInError> {
        self.log_in(email, password, request).await
    }

    async fn authenticate(&self, token: &SessionToken) -> Result<Option<CurrentUser>, Unavailable> {
        self.authenticate(token).await
    }

    async fn log_out(&self, token: &SessionToken) -> Result<(), Unavailable> {
        self.log_out(token).await
    }

    async fn change_password(
        &self,
        user: &CurrentUser,
        current: PlainPassword,
        new: PlainPassword,
    ) -> Result<LoggedIn, ChangePasswordError> {
        self.change_password(user, current, new).await
    }

    async fn list_sessions(&self, user: &CurrentUser) -> Result<Vec<Session>, Unavailable> {
        self.list_sessions(user).await
    }

    async fn revoke_session(
        &self,
        user: &CurrentUser,
        session: SessionId,
    ) -> Result<bool, Unavailable> {
        self.revoke_session(user, session).await
    }
}
