use async_trait::async_trait;
use vestibule_domain::{AttemptStore, Budget, BudgetKey, Timestamp, TooManyAttempts, Unavailable};

use crate::{rows::purge, store::MemoryStore};

#[async_trait]
impl AttemptStore for MemoryStore {
    async fn take_attempt(
        &self,
        key: &BudgetKey,
        budget: Budget,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        let budgets = &mut self.rows().await.budgets;
        let full_at = budgets.get(key).copied().unwrap_or(now);
        let taken = budget.take(full_at, now);
        Ok(taken.map(|full_at| {
            budgets.insert(*key, full_at);
        }))
    }

    async fn give_attempt_back(&self, key: &BudgetKey, budget: Budget) -> Result<(), Unavailable> {
        let budgets = &mut self.rows().await.budgets;
        if let Some(full_at) = budgets.get_mut(key) {
            *full_at = *full_at - budget.interval();
        }
        Ok(())
    }

    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let budgets = &mut self.rows().await.budgets;
        Ok(purge(budgets, limit, |full_at| *full_at <= now))
    }
}
