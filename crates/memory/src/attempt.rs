use async_trait::async_trait;
use vestibule_domain::{
    AttemptStore, RateLimit, RateLimitKey, Timestamp, TooManyAttempts, Unavailable,
};

use crate::{rows::purge, store::MemoryStore};

#[async_trait]
impl AttemptStore for MemoryStore {
    async fn take_attempt(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        let rate_limits = &mut self.rows().await?.rate_limits;
        let full_at = rate_limits.get(key).copied().unwrap_or(now);
        let taken = rate_limit.take(full_at, now);
        Ok(taken.map(|full_at| {
            rate_limits.insert(*key, full_at);
        }))
    }

    async fn give_attempt_back(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
    ) -> Result<(), Unavailable> {
        let rate_limits = &mut self.rows().await?.rate_limits;
        if let Some(full_at) = rate_limits.get_mut(key) {
            *full_at = *full_at - rate_limit.interval();
        }
        Ok(())
    }

    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let rate_limits = &mut self.rows().await?.rate_limits;
        Ok(purge(rate_limits, limit, |full_at| *full_at <= now))
    }
}
