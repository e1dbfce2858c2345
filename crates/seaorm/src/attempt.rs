use async_trait::async_trait;
use sea_orm::{
    DeriveIden, Value,
    sea_query::{Expr, ExprTrait, InsertStatement, Query, SelectStatement, UpdateStatement},
};
use vestibule_domain::{AttemptStore, Budget, BudgetKey, Timestamp, TooManyAttempts, Unavailable};

use crate::{purge::Over, store::SeaOrmStore};

#[derive(Clone, Copy, DeriveIden)]
enum Column {
    #[sea_orm(iden = "vestibule_attempts")]
    Table,
    KeyHash,
    FullAt,
}

fn key_value(key: &BudgetKey) -> Value {
    key.as_bytes().as_slice().into()
}

fn find(key: &BudgetKey) -> SelectStatement {
    Query::select()
        .column(Column::FullAt)
        .from(Column::Table)
        .and_where(Expr::col(Column::KeyHash).eq(key_value(key)))
        .take()
}

/// A budget that one was taken from.
fn insert(key: &BudgetKey, full_at: Timestamp) -> InsertStatement {
    Query::insert()
        .into_table(Column::Table)
        .columns([Column::KeyHash, Column::FullAt])
        .values_panic([key_value(key).into(), full_at.unix_seconds().into()])
        .take()
}

fn update(key: &BudgetKey) -> UpdateStatement {
    Query::update()
        .table(Column::Table)
        .and_where(Expr::col(Column::KeyHash).eq(key_value(key)))
        .take()
}

/// What [`Budget::take`] computes, by what is stored when the statement has its turn.
fn take(key: &BudgetKey, budget: Budget, now: Timestamp) -> UpdateStatement {
    let full_at = Expr::col(Column::FullAt);
    let is_past = full_at.clone().lt(now.unix_seconds());
    let begins = Expr::case(is_past, now.unix_seconds()).finally(full_at.clone());
    update(key)
        .value(
            Column::FullAt,
            Expr::Case(Box::new(begins)).add(seconds(budget)),
        )
        .and_where(full_at.lte(budget.latest(now).unix_seconds()))
        .take()
}

fn seconds(budget: Budget) -> i64 {
    i64::try_from(budget.interval().as_secs()).unwrap_or(i64::MAX)
}

#[async_trait]
impl AttemptStore for SeaOrmStore {
    /// It begins by looking: whoever goes on trying when nothing is left costs one query, and
    /// nobody's turn to write.
    async fn take_attempt(
        &self,
        key: &BudgetKey,
        budget: Budget,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        let found = self.full_at(key).await?;
        if let Err(refused) = budget.take(found.unwrap_or(now), now) {
            return Ok(Err(refused));
        }
        if found.is_none() {
            let first = insert(key, budget.after_one(now, now));
            if self.insert_unless_there(first, Column::KeyHash).await? {
                return Ok(Ok(()));
            }
        }
        if self.write(&take(key, budget, now)).await? > 0 {
            return Ok(Ok(()));
        }
        // Others took the last ones meanwhile, or, if it looks otherwise, are just putting one
        // back: then the next is there at once.
        let full_at = self.full_at(key).await?.unwrap_or(now);
        let retry_after = budget.take(full_at, now).err();
        Ok(Err(retry_after.unwrap_or(TooManyAttempts {
            retry_after: budget.interval(),
        })))
    }

    async fn give_attempt_back(&self, key: &BudgetKey, budget: Budget) -> Result<(), Unavailable> {
        let earlier = Expr::col(Column::FullAt).sub(seconds(budget));
        let statement = update(key).value(Column::FullAt, earlier).take();
        self.write(&statement).await.map(drop)
    }

    async fn purge_attempts(&self, now: Timestamp, limit: u32) -> Result<u64, Unavailable> {
        let over = Over {
            table: Column::Table,
            key: Column::KeyHash,
            ends: Column::FullAt,
            until: now,
        };
        over.purge::<Vec<u8>>(self.unit().await?, limit.into())
            .await
    }
}

impl SeaOrmStore {
    async fn full_at(&self, key: &BudgetKey) -> Result<Option<Timestamp>, Unavailable> {
        let query = self.build(&find(key));
        self.one(query, |row| {
            Ok(Timestamp::from_unix_seconds(row.try_get_by(0)?))
        })
        .await
    }
}
