use async_trait::async_trait;
use sea_orm::{
    DeriveIden, Value,
    sea_query::{Expr, ExprTrait, InsertStatement, Query, SelectStatement, UpdateStatement},
};
use vestibule_domain::{
    AttemptStore, RateLimit, RateLimitKey, Timestamp, TooManyAttempts, Unavailable,
};

use crate::{purge::Over, store::SeaOrmStore};

#[derive(Clone, Copy, DeriveIden)]
enum Column {
    #[sea_orm(iden = "vestibule_attempts")]
    Table,
    KeyHash,
    FullAt,
}

fn key_value(key: &RateLimitKey) -> Value {
    key.as_bytes().as_slice().into()
}

fn find(key: &RateLimitKey) -> SelectStatement {
    Query::select()
        .column(Column::FullAt)
        .from(Column::Table)
        .and_where(Expr::col(Column::KeyHash).eq(key_value(key)))
        .take()
}

/// A rate limit that one was taken from.
fn insert(key: &RateLimitKey, full_at: Timestamp) -> InsertStatement {
    Query::insert()
        .into_table(Column::Table)
        .columns([Column::KeyHash, Column::FullAt])
        .values_panic([key_value(key).into(), full_at.unix_seconds().into()])
        .take()
}

fn update(key: &RateLimitKey) -> UpdateStatement {
    Query::update()
        .table(Column::Table)
        .and_where(Expr::col(Column::KeyHash).eq(key_value(key)))
        .take()
}

/// What [`RateLimit::take`] computes, by what is stored when the statement has its turn.
fn take(key: &RateLimitKey, rate_limit: RateLimit, now: Timestamp) -> UpdateStatement {
    let full_at = Expr::col(Column::FullAt);
    let is_past = full_at.clone().lt(now.unix_seconds());
    let begins = Expr::case(is_past, now.unix_seconds()).finally(full_at.clone());
    update(key)
        .value(
            Column::FullAt,
            Expr::Case(Box::new(begins)).add(seconds(rate_limit)),
        )
        .and_where(full_at.lte(rate_limit.latest(now).unix_seconds()))
        .take()
}

fn seconds(rate_limit: RateLimit) -> i64 {
    i64::try_from(rate_limit.interval().as_secs()).unwrap_or(i64::MAX)
}

#[async_trait]
impl AttemptStore for SeaOrmStore {
    /// Reads first: an attempt over the limit costs one query and takes no write lock.
    async fn take_attempt(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
        now: Timestamp,
    ) -> Result<Result<(), TooManyAttempts>, Unavailable> {
        let found = self.full_at(key).await?;
        if let Err(refused) = rate_limit.take(found.unwrap_or(now), now) {
            return Ok(Err(refused));
        }
        if found.is_none() {
            let first = insert(key, rate_limit.after_one(now, now));
            if self.insert_unless_there(first, Column::KeyHash).await? {
                return Ok(Ok(()));
            }
        }
        if self.write(&take(key, rate_limit, now)).await? > 0 {
            return Ok(Ok(()));
        }
        // Others took the last ones meanwhile, or, if it looks otherwise, are just putting one
        // back: then the next is there at once.
        let full_at = self.full_at(key).await?.unwrap_or(now);
        let retry_after = rate_limit.take(full_at, now).err();
        Ok(Err(retry_after.unwrap_or(TooManyAttempts {
            retry_after: rate_limit.interval(),
        })))
    }

    async fn give_attempt_back(
        &self,
        key: &RateLimitKey,
        rate_limit: RateLimit,
    ) -> Result<(), Unavailable> {
        let earlier = Expr::col(Column::FullAt).sub(seconds(rate_limit));
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
    async fn full_at(&self, key: &RateLimitKey) -> Result<Option<Timestamp>, Unavailable> {
        let query = self.build(&find(key));
        self.one(query, |row| {
            Ok(Timestamp::from_unix_seconds(row.try_get_by(0)?))
        })
        .await
    }
}
