use std::time::Duration;

use axum::http::Method;

/// An operation that network limits count, because it costs the server or a third party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Attempt {
    /// A password. Hashing is the most expensive operation that unauthenticated clients can cause.
    Password,
    /// A new account.
    Registration,
    /// An email that the request causes.
    Email,
    /// The secret of an emailed link.
    Link,
}

impl Attempt {
    /// To follow an emailed link is to try its secret; anything else is tried when it is sent.
    pub(crate) fn is_made_by(self, method: &Method) -> bool {
        self == Self::Link || !method.is_safe()
    }

    /// How many of them a single address has in a period.
    pub(crate) const fn allowance(self) -> (u32, Duration) {
        const MINUTE: Duration = Duration::from_secs(60);
        const HOUR: Duration = Duration::from_secs(60 * 60);
        match self {
            Self::Password => (60, MINUTE.saturating_mul(2)),
            Self::Registration => (100, HOUR),
            Self::Email => (60, HOUR),
            Self::Link => (60, MINUTE.saturating_mul(2)),
        }
    }
}
