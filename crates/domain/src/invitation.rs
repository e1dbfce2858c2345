use std::time::Duration;

use crate::{EmailAddress, OneTimeTokenHash, Timestamp};

/// Allows one registration where that is by invitation only, for a limited time. Its secret is
/// a [`LinkToken`](crate::LinkToken).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Finds the invitation by its secret.
    pub token: OneTimeTokenHash,
    /// The one address that may register with it; `None`: any.
    pub email: Option<EmailAddress>,
    /// When it was made.
    pub created_at: Timestamp,
    /// It works before then.
    pub expires_at: Timestamp,
}

impl Invitation {
    /// The default lifetime: long enough for a holiday, short enough that forgotten ones do not
    /// pile up in mailboxes. Seven days.
    pub const LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

    /// Whether it still works.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }

    /// Whether it is for this address.
    pub fn is_for(&self, email: &EmailAddress) -> bool {
        self.email.as_ref().is_none_or(|invited| invited == email)
    }
}
