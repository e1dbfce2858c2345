use std::time::Duration;

use async_trait::async_trait;

use crate::{SecretKey, Timestamp, Unavailable, secret::MacKeys};

/// How often somebody may try something: so often at once, and one time more whenever an
/// interval is over (the generic cell rate algorithm, which needs to remember one instant).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    amount: u32,
    interval: Duration,
}

impl Budget {
    /// `amount` at once, and again as many in the course of `period`. Both are at least one;
    /// the time between two is whole seconds, rounded up.
    pub const fn new(amount: u32, period: Duration) -> Self {
        let amount = if amount == 0 { 1 } else { amount };
        let seconds = period.as_secs().div_ceil(amount as u64);
        let seconds = if seconds == 0 { 1 } else { seconds };
        Self {
            amount,
            interval: Duration::from_secs(seconds),
        }
    }

    /// After how long one that was taken is there again.
    pub const fn interval(self) -> Duration {
        self.interval
    }

    /// One can be taken if the budget is full at this time or before.
    pub fn latest(self, now: Timestamp) -> Timestamp {
        now + self.interval.saturating_mul(self.amount - 1)
    }

    /// When the budget will be full after one is taken at `now`.
    pub fn after_one(self, full_at: Timestamp, now: Timestamp) -> Timestamp {
        full_at.max(now) + self.interval
    }

    /// Takes one: when the budget will be full then, if there was one.
    pub fn take(self, full_at: Timestamp, now: Timestamp) -> Result<Timestamp, TooManyAttempts> {
        let wait = full_at.since(self.latest(now));
        match wait.is_zero() {
            true => Ok(self.after_one(full_at, now)),
            false => Err(TooManyAttempts { retry_after: wait }),
        }
    }
}

/// A budget is used up. Nothing was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts")]
pub struct TooManyAttempts {
    /// After this time there is one more.
    pub retry_after: Duration,
}

/// Names a budget: whose, and for what. Nobody reads out of it whom somebody tried to be
/// without the installation's secret key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BudgetKey([u8; 32]);

impl BudgetKey {
    /// Takes a key back from where it was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key, to be stored.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for BudgetKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BudgetKey(…)")
    }
}

/// The keys of budgets.
pub(crate) struct BudgetKeys(MacKeys);

impl BudgetKeys {
    /// Another secret key makes all budgets full: there is none before it.
    pub(crate) fn new(current: &SecretKey) -> Self {
        Self(MacKeys::new(current, None, "budget of attempts"))
    }

    pub(crate) fn of(&self, what: &str, whose: &[u8]) -> BudgetKey {
        BudgetKey(self.0.mac(&[what.as_bytes(), b"\0", whose].concat()))
    }
}

/// Port: how much is left of budgets that servers share and that survive a restart.
#[async_trait]
pub trait AttemptStore: Send + Sync {
    /// Takes one from a budget at `now`, as [`Budget::take`] does; a budget that nothing was
    /// taken from is full.
    ///
    /// Of any number of parallel callers, no more than the budget has MUST get one (CVE-2019-5421:
    /// a counter that is read and then written lets all of them through), and what was
    /// taken MUST be durable when this returns.
    async fn take_attempt(
        &self,
        key: &BudgetKey,
        budget: Budget,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable>;

    /// Puts one back that was taken from this budget.
    async fn give_attempt_back(&self, key: &BudgetKey, budget: Budget) -> Result<(), Unavailable>;

    /// Forgets up to `limit` budgets that are full at `now`, and tells how many; as
    /// [`Store::purge_sessions`](crate::Store::purge_sessions) does.
    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}
