use sea_orm::{
    DbErr, Iden, QueryResult, TryGetable, Value,
    sea_query::{
        DeleteStatement, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement,
    },
};
use vestibule_domain::{Timestamp, Unavailable, UnitOfWork};

use crate::{error::unavailable, event, one_time_token, unit::Unit};

/// Rows that one statement deletes. It always has as many places, so that it is prepared once
/// and no list is too long for it.
const PLACES: usize = 200;

/// The expired rows of a table: those whose time `ends` is not after `until`.
pub(crate) struct Over<C> {
    pub(crate) table: C,
    pub(crate) key: C,
    pub(crate) ends: C,
    pub(crate) until: Timestamp,
}

/// Tokens that have expired.
pub(crate) fn tokens(until: Timestamp) -> Over<one_time_token::Column> {
    Over {
        table: one_time_token::Column::Table,
        key: one_time_token::Column::TokenHash,
        ends: one_time_token::Column::ExpiresAt,
        until,
    }
}

/// Events whose retention expired.
pub(crate) fn events(until: Timestamp) -> Over<event::Column> {
    Over {
        table: event::Column::Table,
        key: event::Column::Id,
        ends: event::Column::At,
        until,
    }
}

impl<C: Iden + Copy> Over<C> {
    /// Deletes them, at most `limit`; `K` is the type of their key.
    ///
    /// Selects the rows first, without locked ones; a deletion by the condition itself would wait
    /// for these. MariaDB skips locked rows since 10.6, MySQL since 8.0.
    pub(crate) async fn purge<K>(&self, mut unit: Unit, limit: u64) -> Result<u64, Unavailable>
    where
        K: TryGetable + Into<Value>,
    {
        let found = unit.query(&self.find(limit)).await;
        let keys = read_keys::<K>(&found.map_err(unavailable)?).map_err(unavailable)?;
        let mut deleted = 0;
        for keys in keys.chunks(PLACES) {
            deleted += unit.affect(&self.delete(keys)).await?;
        }
        Box::new(unit).commit().await?;
        Ok(deleted)
    }

    /// Orders by the index, so that the database uses it regardless of its estimate of the number of
    /// rows: otherwise it would scan all rows that were deleted before.
    fn find(&self, limit: u64) -> SelectStatement {
        Query::select()
            .column(self.key)
            .from(self.table)
            .and_where(Expr::col(self.ends).lte(self.until.unix_seconds()))
            .order_by(self.ends, Order::Asc)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .take()
    }

    /// Where there are fewer than [`PLACES`], the last is named again.
    fn delete(&self, keys: &[Value]) -> DeleteStatement {
        let places = keys.iter().chain(keys.last().into_iter().cycle());
        Query::delete()
            .from_table(self.table)
            .and_where(Expr::col(self.key).is_in(places.take(PLACES).cloned()))
            .take()
    }
}

fn read_keys<K: TryGetable + Into<Value>>(rows: &[QueryResult]) -> Result<Vec<Value>, DbErr> {
    let keys = rows.iter().map(|row| row.try_get_by::<K, _>(0));
    keys.map(|key| key.map(Into::into)).collect()
}
