use std::time::Duration;

use async_trait::async_trait;

use crate::{SecretKey, Timestamp, Unavailable, secret::MacKeys};

/// A rate limit: how many attempts at once, and how long until one more is allowed. The algorithm is
/// the generic cell rate algorithm (GCRA), which stores one instant.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use vestibule_domain::{RateLimit, Timestamp};
///
/// let limit = RateLimit::new(2, Duration::from_secs(60));
/// let now = Timestamp::from_unix_seconds(1_800_000_000);
/// let first = limit.take(now, now)?; // nothing was taken before: it is full now
/// let second = limit.take(first, now)?;
/// let refused = limit.take(second, now).unwrap_err();
/// assert_eq!(refused.retry_after, Duration::from_secs(30)); // 60 seconds for 2 attempts
/// # Ok::<(), vestibule_domain::TooManyAttempts>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    amount: u32,
    interval: Duration,
}

impl RateLimit {
    /// Allows `amount` attempts at once, and again as many in the course of `period`. The amount is at
    /// least one; the time between two attempts is whole seconds, rounded up, and at least one second.
    pub const fn new(amount: u32, period: Duration) -> Self {
        let amount = if amount == 0 { 1 } else { amount };
        let seconds = period.as_secs().div_ceil(amount as u64);
        let seconds = if seconds == 0 { 1 } else { seconds };
        Self {
            amount,
            interval: Duration::from_secs(seconds),
        }
    }

    /// Returns the time until one more attempt is allowed.
    pub const fn interval(self) -> Duration {
        self.interval
    }

    /// Returns the latest time at which the rate limit may become full again and still allow one attempt
    /// at `now`.
    pub fn latest(self, now: Timestamp) -> Timestamp {
        now + self.interval.saturating_mul(self.amount - 1)
    }

    /// Returns when the rate limit will be full again after one attempt at `now`.
    pub fn after_one(self, full_at: Timestamp, now: Timestamp) -> Timestamp {
        full_at.max(now) + self.interval
    }

    /// Counts one attempt, and returns when the rate limit will be full again.
    ///
    /// # Errors
    ///
    /// All attempts are used up at `now`.
    pub fn take(self, full_at: Timestamp, now: Timestamp) -> Result<Timestamp, TooManyAttempts> {
        let wait = full_at.since(self.latest(now));
        match wait.is_zero() {
            true => Ok(self.after_one(full_at, now)),
            false => Err(TooManyAttempts { retry_after: wait }),
        }
    }
}

/// All attempts of a rate limit are used up. The operation did not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts")]
pub struct TooManyAttempts {
    /// The time until one more attempt is allowed.
    pub retry_after: Duration,
}

/// The key of a rate limit: a keyed hash of its subject. Without the secret key it does not disclose
/// which account was attempted.
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

/// Port: the state of rate limits that all servers share and that survive a restart.
///
/// An adapter of your own runs the suite `vestibule_contract::attempts_contract!`.
#[async_trait]
pub trait AttemptStore: Send + Sync {
    /// Counts one attempt at `now`, as [`RateLimit::take`] does. A key without a stored state has a full
    /// rate limit. The inner `Err` is the refusal.
    ///
    /// Of any number of parallel callers, no more than the rate limit allows MUST get `Ok`
    /// (CVE-2019-5421: a counter that is read and then written lets all of them through), and the
    /// attempt MUST be durable when this returns.
    ///
    /// # Errors
    ///
    /// The database does not answer. The caller then refuses the attempt.
    async fn take_attempt(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable>;

    /// Refunds one attempt that was counted on this rate limit.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    async fn give_attempt_back(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
    ) -> Result<(), Unavailable>;

    /// Deletes at most `limit` rate limits that are full at `now`, and returns how many it deleted, as
    /// [`StoredSessions::purge`](crate::StoredSessions::purge) does.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable>;
}
