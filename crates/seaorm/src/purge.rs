use sea_orm::{
    DbErr, QueryResult,
    prelude::Uuid,
    sea_query::{
        DeleteStatement, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement,
    },
};
use vestibule_domain::{Timestamp, Unavailable, UnitOfWork};

use crate::{error::unavailable, session::Column, unit::Unit};

/// Rows that one statement deletes. It always has as many places, so that it is prepared once
/// and no list is too long for it.
const PLACES: usize = 500;

/// Deletes sessions whose `column` is not after `until`, at most `limit` of them.
///
/// First they are found, without those that somebody else has locked; a deletion by the
/// condition itself would wait for these. MariaDB skips locked rows since 10.6, MySQL since
/// 8.0.
pub(crate) async fn purge(
    mut unit: Unit,
    column: Column,
    until: Timestamp,
    limit: u64,
) -> Result<u64, Unavailable> {
    let found = unit.query(&ended(column, until, limit)).await;
    let ids = read_ids(&found.map_err(unavailable)?).map_err(unavailable)?;
    let mut deleted = 0;
    for ids in ids.chunks(PLACES) {
        deleted += unit.affect(&delete(ids)).await?;
    }
    Box::new(unit).commit().await?;
    Ok(deleted)
}

/// In the order of the index, so that the database takes it, whatever it believes about the
/// number of rows: without it, it would pass over all that was deleted before.
fn ended(column: Column, until: Timestamp, limit: u64) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Column::Table)
        .and_where(Expr::col(column).lte(until.unix_seconds()))
        .order_by(column, Order::Asc)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take()
}

fn read_ids(rows: &[QueryResult]) -> Result<Vec<Uuid>, DbErr> {
    rows.iter().map(|row| row.try_get_by(0)).collect()
}

/// Where there are fewer than [`PLACES`], the last is named again.
fn delete(ids: &[Uuid]) -> DeleteStatement {
    let places = ids.iter().chain(ids.last().into_iter().cycle());
    Query::delete()
        .from_table(Column::Table)
        .and_where(Expr::col(Column::Id).is_in(places.take(PLACES).copied()))
        .take()
}
