use async_trait::async_trait;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{AuthMethod, Timestamp, Unavailable, UnitOfWork, User};

/// What a user presents to a [`SecondFactor`], such as a code. It is wiped when dropped, not
/// printed, not serialized.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct FactorAnswer {
    #[zeroize(skip)]
    method: AuthMethod,
    presented: String,
}

impl FactorAnswer {
    /// Takes what the user presents for this method.
    pub fn new(method: AuthMethod, presented: String) -> Self {
        Self { method, presented }
    }

    /// The method that it is for.
    pub fn method(&self) -> AuthMethod {
        self.method
    }

    /// What the user presents, to be verified.
    pub fn expose(&self) -> &str {
        &self.presented
    }
}

impl std::fmt::Debug for FactorAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FactorAnswer")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

/// Port: a second factor, which a login needs if the user set it up.
///
/// An application that builds [`Accounts`](crate::Accounts) itself adds it to
/// [`Ports::second_factors`](crate::Ports::second_factors). A login of such a user is
/// [`Login::Pending`](crate::Login::Pending) until
/// [`AuthService::continue_login`](crate::AuthService::continue_login) gets a right answer.
///
/// # Examples
///
/// ```
/// use async_trait::async_trait;
/// use vestibule_domain::{
///     AuthMethod, FactorAnswer, SecondFactor, Timestamp, Unavailable, UnitOfWork, User,
/// };
///
/// struct AuthenticatorApp;
///
/// impl AuthenticatorApp {
///     async fn has_secret(&self, user: &User) -> Result<bool, Unavailable> {
///         # Ok(false)
///         // a query
///     }
///
///     /// Accepts a code of RFC 6238 once: the time step becomes that of the last code.
///     async fn use_up(
///         &self,
///         unit: &mut dyn UnitOfWork,
///         user: &User,
///         code: &str,
///         now: Timestamp,
///     ) -> Result<bool, Unavailable> {
///         # Ok(false)
///         // an update in the transaction of `unit`
///     }
/// }
///
/// #[async_trait]
/// impl SecondFactor for AuthenticatorApp {
///     fn method(&self) -> AuthMethod {
///         AuthMethod::Totp
///     }
///
///     async fn is_set_up(&self, user: &User) -> Result<bool, Unavailable> {
///         self.has_secret(user).await
///     }
///
///     async fn verify(
///         &self,
///         unit: &mut dyn UnitOfWork,
///         user: &User,
///         answer: &FactorAnswer,
///         now: Timestamp,
///     ) -> Result<bool, Unavailable> {
///         self.use_up(unit, user, answer.expose(), now).await
///     }
/// }
/// ```
#[async_trait]
pub trait SecondFactor: Send + Sync {
    /// Returns the method that a session has after a right answer. [`AuthMethod::is_second_factor`] MUST
    /// be `true` for it.
    fn method(&self) -> AuthMethod;

    /// Returns whether the user set it up. Only a client with the right password learns of it.
    ///
    /// # Errors
    ///
    /// A service that the adapter needs does not answer: no session is opened.
    async fn is_set_up(&self, user: &User) -> Result<bool, Unavailable>;

    /// Verifies an answer, in the unit of work that opens the session, and uses it up there: an answer
    /// MUST be accepted once (NIST SP 800-63B-4, 3.1.4.2; RFC 6238, 5.2). It MAY be called before in a
    /// unit that is rolled back.
    ///
    /// # Errors
    ///
    /// A service that the adapter needs does not answer: no session is opened.
    async fn verify(
        &self,
        unit: &mut dyn UnitOfWork,
        user: &User,
        answer: &FactorAnswer,
        now: Timestamp,
    ) -> Result<bool, Unavailable>;
}
