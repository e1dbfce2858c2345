use sea_orm::{
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement},
};
use vestibule_domain::{EmailAddress, Timestamp, UserId};

use super::{COLUMNS, COUNTED, Column};

pub(crate) fn find_by_email(email: &EmailAddress) -> SelectStatement {
    find_credential()
        .and_where(Expr::col(Column::EmailCanonical).eq(email.canonical()))
        .take()
}

pub(crate) fn find_by_id(user: UserId) -> SelectStatement {
    find_credential()
        .and_where(Expr::col(Column::Id).eq(user.as_uuid()))
        .take()
}

/// The page behind `after`. The first one begins at the least identifier that there can be, so
/// that every database looks into its index.
pub(crate) fn list(after: Option<UserId>, limit: u32) -> SelectStatement {
    let id = Expr::col(Column::Id);
    find_credential()
        .and_where(match after {
            Some(after) => id.gt(after.as_uuid()),
            None => id.gte(Uuid::nil()),
        })
        .order_by(Column::Id, Order::Asc)
        .limit(limit.into())
        .take()
}

fn find_credential() -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .columns(COUNTED)
        .from(Column::Table)
        .take()
}

/// Those whose deletion is due, the longest first.
pub(crate) fn list_to_delete(now: Timestamp, limit: u32) -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .from(Column::Table)
        .and_where(Expr::col(Column::DeletionDueAt).lte(now.unix_seconds()))
        .order_by(Column::DeletionDueAt, Order::Asc)
        .limit(limit.into())
        .take()
}
