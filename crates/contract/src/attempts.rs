//! What an [`AttemptStore`] must do, as cases that it must pass.
//!
//! Each case begins with a store without rate limits, and panics if the adapter violates the contract.
//! [`attempts_contract!`](crate::attempts_contract) creates a test for each.

#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

use std::{sync::Arc, time::Duration};

use vestibule_domain::{AttemptStore, RateLimit, RateLimitKey, Timestamp, TooManyAttempts};

use crate::store::samples::{retry_conflicts, together};

/// Creates a named test for each case in [`attempts`](mod@crate::attempts), for one adapter.
///
/// `fixture` and the attributes before it are as for [`store_contract!`](crate::store_contract),
/// with an `Arc<dyn AttemptStore>`.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
///
/// use vestibule_domain::AttemptStore;
/// use vestibule_memory::MemoryStore;
///
/// async fn no_attempts() -> (Arc<dyn AttemptStore>, ()) {
///     (Arc::new(MemoryStore::new()), ())
/// }
///
/// vestibule_contract::attempts_contract!(no_attempts);
/// ```
#[macro_export]
macro_rules! attempts_contract {
    ($(#[$attribute:meta])* $fixture:path) => {
        $crate::attempts_contract! { [$(#[$attribute])*] $fixture =>
            limit_allows_its_number_of_attempts,
            attempts_are_refilled_one_by_one,
            refused_attempt_consumes_nothing,
            refunded_attempt_is_available_again,
            refunding_an_unknown_key_is_harmless,
            limits_of_different_keys_are_independent,
            limit_keys_differ_by_every_byte,
            parallel_attempts_pass_up_to_the_limit,
            full_limits_are_purged,
            purge_of_limits_deletes_one_batch_at_most,
        }
    };
    ($attributes:tt $fixture:path => $($case:ident,)+) => {
        mod attempts {
            use super::*;

            $($crate::contract_case!($attributes $fixture => [attempts] $case);)+
        }
    };
}

/// One more every twelve minutes.
const FIVE: RateLimit = RateLimit::new(5, Duration::from_secs(60 * 60));
const INTERVAL: i64 = 12 * 60;
const AMOUNT: usize = 5;
const KEY: RateLimitKey = RateLimitKey::from_bytes([7; 32]);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(1_790_000_000 + seconds)
}

async fn take(
    store: &Arc<dyn AttemptStore>,
    key: RateLimitKey,
    seconds: i64,
) -> Result<(), TooManyAttempts> {
    store.take_attempt(&key, FIVE, at(seconds)).await.unwrap()
}

async fn exhaust(store: &Arc<dyn AttemptStore>, seconds: i64) {
    while take(store, KEY, seconds).await.is_ok() {}
}

fn refused(seconds: u64) -> Result<(), TooManyAttempts> {
    let retry_after = Duration::from_secs(seconds);
    Err(TooManyAttempts { retry_after })
}

/// The sixth of five is refused, and told when there is one again.
pub async fn limit_allows_its_number_of_attempts(store: Arc<dyn AttemptStore>) {
    for _ in 0..AMOUNT {
        assert_eq!(take(&store, KEY, 0).await, Ok(()));
    }
    assert_eq!(take(&store, KEY, 0).await, refused(12 * 60));
    assert_eq!(take(&store, KEY, INTERVAL - 1).await, refused(1));
}

/// After an interval there is one more, and after all of them no more than the amount.
pub async fn attempts_are_refilled_one_by_one(store: Arc<dyn AttemptStore>) {
    exhaust(&store, 0).await;
    assert_eq!(take(&store, KEY, INTERVAL).await, Ok(()));
    assert_eq!(take(&store, KEY, INTERVAL).await, refused(12 * 60));
    let much_later = 100 * INTERVAL;
    for _ in 0..AMOUNT {
        assert_eq!(take(&store, KEY, much_later).await, Ok(()));
    }
    assert_eq!(take(&store, KEY, much_later).await, refused(12 * 60));
}

/// Refused attempts do not extend the wait.
pub async fn refused_attempt_consumes_nothing(store: Arc<dyn AttemptStore>) {
    exhaust(&store, 0).await;
    for _ in 0..20 {
        assert_eq!(take(&store, KEY, 60).await, refused(11 * 60));
    }
    assert_eq!(take(&store, KEY, INTERVAL).await, Ok(()));
}

/// A right password was no guess.
pub async fn refunded_attempt_is_available_again(store: Arc<dyn AttemptStore>) {
    exhaust(&store, 0).await;
    store.give_attempt_back(&KEY, FIVE).await.unwrap();
    assert_eq!(take(&store, KEY, 0).await, Ok(()));
    assert_eq!(take(&store, KEY, 0).await, refused(12 * 60));
}

/// A rate limit may have been forgotten meanwhile; it is no fuller than full.
pub async fn refunding_an_unknown_key_is_harmless(store: Arc<dyn AttemptStore>) {
    store.give_attempt_back(&KEY, FIVE).await.unwrap();
    take(&store, KEY, 0).await.unwrap();
    for _ in 0..3 {
        store.give_attempt_back(&KEY, FIVE).await.unwrap();
    }
    for _ in 0..AMOUNT {
        assert_eq!(take(&store, KEY, 0).await, Ok(()));
    }
    assert_eq!(take(&store, KEY, 0).await, refused(12 * 60));
}

/// One person's attempts are no other's.
pub async fn limits_of_different_keys_are_independent(store: Arc<dyn AttemptStore>) {
    exhaust(&store, 0).await;
    let other = RateLimitKey::from_bytes([8; 32]);
    assert_eq!(take(&store, other, 0).await, Ok(()));
}

/// Also by bytes that are no text, and by the last one.
pub async fn limit_keys_differ_by_every_byte(store: Arc<dyn AttemptStore>) {
    let mut alike = [0xff; 32];
    for last in [0x00, 0x20, 0x41, 0x61, 0xff] {
        alike[31] = last;
        let key = RateLimitKey::from_bytes(alike);
        for _ in 0..AMOUNT {
            assert_eq!(take(&store, key, 0).await, Ok(()));
        }
    }
}

/// A counter that is read and then written lets all of them through (CVE-2019-5421).
pub async fn parallel_attempts_pass_up_to_the_limit(store: Arc<dyn AttemptStore>) {
    let attempts = (0..40).map(|_| {
        let store = store.clone();
        async move { retry_conflicts(|| store.take_attempt(&KEY, FIVE, at(0))).await }
    });
    let taken = together(attempts).await;
    assert_eq!(taken.iter().filter(|taken| taken.is_ok()).count(), AMOUNT);
}

/// What is full is as if nothing had been taken, and needs no row.
pub async fn full_limits_are_purged(store: Arc<dyn AttemptStore>) {
    let younger = RateLimitKey::from_bytes([9; 32]);
    take(&store, KEY, 0).await.unwrap();
    take(&store, younger, 1).await.unwrap();
    assert_eq!(store.purge_attempts(at(INTERVAL - 1), 10).await.unwrap(), 0);
    assert_eq!(store.purge_attempts(at(INTERVAL), 10).await.unwrap(), 1);
    assert_eq!(store.purge_attempts(at(INTERVAL + 1), 10).await.unwrap(), 1);
    assert_eq!(store.purge_attempts(at(INTERVAL + 1), 10).await.unwrap(), 0);
}

/// So that no transaction is long.
pub async fn purge_of_limits_deletes_one_batch_at_most(store: Arc<dyn AttemptStore>) {
    for n in 0..5 {
        let key = RateLimitKey::from_bytes([n; 32]);
        take(&store, key, 0).await.unwrap();
    }
    let later = at(INTERVAL);
    assert_eq!(store.purge_attempts(later, 3).await.unwrap(), 3);
    assert_eq!(store.purge_attempts(later, 3).await.unwrap(), 2);
}
