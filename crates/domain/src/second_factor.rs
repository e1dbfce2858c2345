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

/// Port: a further authentication that a login needs where the user set it up.
#[async_trait]
pub trait SecondFactor: Send + Sync {
    /// The method that a session has after a right answer. It MUST be one of which
    /// [`AuthMethod::is_second_factor`] holds.
    fn method(&self) -> AuthMethod;

    /// Returns whether the user set it up. Only a client that proved the user hears of it.
    ///
    /// # Errors
    ///
    /// What it needs does not answer: no session is opened.
    async fn is_set_up(&self, user: &User) -> Result<bool, Unavailable>;

    /// Verifies an answer, in the unit of work that opens the session, and uses it up there: it
    /// MUST be accepted once. It MAY be called before in a unit that is rolled back.
    ///
    /// # Errors
    ///
    /// What it needs does not answer: no session is opened.
    async fn verify(
        &self,
        unit: &mut dyn UnitOfWork,
        user: &User,
        answer: &FactorAnswer,
        now: Timestamp,
    ) -> Result<bool, Unavailable>;
}
