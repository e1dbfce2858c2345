use std::time::Duration;

use crate::PasswordPolicy;

/// Lifetimes and limits, as one value. The default is what we would choose.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// How long a session lives.
    pub session: SessionPolicy,
    /// What a new password must be.
    pub password: PasswordPolicy,
    /// What a stranger may learn about who has an account.
    pub disclosure: Disclosure,
}

/// How long a session lives. Both ends are enforced on the server; what a cookie says about
/// its own age is not believed.
#[derive(Clone, Debug)]
pub struct SessionPolicy {
    /// Ends a session that nobody uses: a browser left behind, a stolen backup. Two weeks.
    pub idle: Duration,
    /// Ends every session at last, so that a stolen cookie does not serve for ever
    /// (NIST SP 800-63B-4, 2.1.3: at most 30 days).
    pub lifetime: Duration,
    /// "Last seen" is written only when it is older than this, so that reading pages rarely
    /// writes. A session may end this much before its idle time is over. Where sessions are
    /// to end sooner, it is an eighth of [`SessionPolicy::idle`] at most.
    pub last_seen_precision: Duration,
}

impl SessionPolicy {
    /// How old "last seen" must be to be written again.
    pub(crate) fn touch_after(&self) -> Duration {
        self.last_seen_precision.min(self.idle / 8)
    }
}

impl Default for SessionPolicy {
    fn default() -> Self {
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        Self {
            idle: 14 * DAY,
            lifetime: 30 * DAY,
            last_seen_precision: Duration::from_secs(30 * 60),
        }
    }
}

/// What a stranger may learn about whether an address has an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// Registration says that an address is taken; log-in tells nothing.
    #[default]
    Registration,
    /// Log-in too says which of address and password is wrong.
    All,
}
