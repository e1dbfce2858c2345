use sea_orm::{
    DbErr,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query, SelectStatement},
};
use vestibule_domain::{Timestamp, Unavailable, UnitOfWork};

use crate::{session::Column, unit::Unit};

/// Deletes sessions whose `column` is not after `until`, at most `limit` of them.
///
/// First they are found, without those that somebody else has locked; a deletion by the
/// condition itself would wait for these.
pub(crate) async fn purge(
    mut unit: Unit,
    column: Column,
    until: Timestamp,
    limit: u64,
) -> Result<u64, Unavailable> {
    let found = unit
        .query(&ended(column, until, limit))
        .await
        .map_err(Unavailable::new)?;
    let ids: Result<Vec<Uuid>, DbErr> = found.iter().map(|row| row.try_get_by(0)).collect();
    let ids = ids.map_err(Unavailable::new)?;
    if ids.is_empty() {
        return Ok(0);
    }
    let delete = Query::delete()
        .from_table(Column::Table)
        .and_where(Expr::col(Column::Id).is_in(ids))
        .take();
    let deleted = unit.affect(&delete).await?;
    Box::new(unit).commit().await?;
    Ok(deleted)
}

fn ended(column: Column, until: Timestamp, limit: u64) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Column::Table)
        .and_where(Expr::col(column).lte(until.unix_seconds()))
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take()
}
