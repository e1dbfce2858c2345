use std::time::Duration;

use async_trait::async_trait;

use crate::{SecretKey, Timestamp, Unavailable, secret::MacKeys};

/// A rate limit: how many attempts at once, and how long until one more is allowed (the generic
/// cell rate algorithm, which stores one instant).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    amount: u32,
    interval: Duration,
}

impl RateLimit {
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

    /// One can be taken if the rate limit is full at this time or before.
    pub fn latest(self, now: Timestamp) -> Timestamp {
        now + self.interval.saturating_mul(self.amount - 1)
    }

    /// When the rate limit will be full after one is taken at `now`.
    pub fn after_one(self, full_at: Timestamp, now: Timestamp) -> Timestamp {
        full_at.max(now) + self.interval
    }

    /// Takes one: when the rate limit will be full then, if there was one.
    pub fn take(self, full_at: Timestamp, now: Timestamp) -> Result<Timestamp, TooManyAttempts> {
        let wait = full_at.since(self.latest(now));
        match wait.is_zero() {
            true => Ok(self.after_one(full_at, now)),
            false => Err(TooManyAttempts { retry_after: wait }),
        }
    }
}

/// A rate limit is used up. Nothing was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts")]
pub struct TooManyAttempts {
    /// After this time there is one more.
    pub retry_after: Duration,
}

/// The key of a rate limit: a keyed hash of what is limited. Without the secret key it does not
/// tell which account was attempted.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RateLimitKey([u8; 32]);

impl RateLimitKey {
    /// Takes a key back from where it was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key, to be stored.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for RateLimitKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RateLimitKey(…)")
    }
}

/// The keys of rate limits.
pub(crate) struct RateLimitKeys(MacKeys);

impl RateLimitKeys {
    /// Another secret key makes all rate limits full: there is none before it.
    pub(crate) fn new(current: &SecretKey) -> Self {
        Self(MacKeys::new(current, None, "budget of attempts"))
    }

    pub(crate) fn of(&self, what: &str, whose: &[u8]) -> RateLimitKey {
        RateLimitKey(self.0.mac(&[what.as_bytes(), b"\0", whose].concat()))
    }
}

/// Port: how much is left of rate limits that servers share and that survive a restart.
#[async_trait]
pub trait AttemptStore: Send + Sync {
    /// Takes one from a rate limit at `now`, as [`RateLimit::take`] does; a rate limit that nothing was
    /// taken from is full.
    ///
    /// Of any number of parallel callers, no more than the rate limit has MUST get one (CVE-2019-5421:
    /// a counter that is read and then written lets all of them through), and what was
    /// taken MUST be durable when this returns.
    async fn take_attempt(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable>;

    /// Puts one back that was taken from this rate limit.
    async fn give_attempt_back(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
    ) -> Result<(), Unavailable>;

    /// Forgets up to `limit` rate limits that are full at `now`, and tells how many; as
    /// [`StoredSessions::purge`](crate::StoredSessions::purge) does.
    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}
