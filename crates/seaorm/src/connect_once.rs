use std::time::Duration;

use sea_orm::{
    DbErr, RuntimeErr,
    sqlx::{Connection, Error},
};
use tokio::time::timeout;

/// Connects once, without a pool, to hear at once why a database can not be reached. A pool
/// tries again and again, and in the end it tells only that time ran out.
pub(crate) async fn connect_once<C: Connection>(
    options: &C::Options,
    statement_timeout: Duration,
) -> Result<(), DbErr> {
    let fail = |error: Error| DbErr::Conn(RuntimeErr::SqlxError(error.into()));
    match timeout(statement_timeout, C::connect_with(options)).await {
        Ok(connection) => connection.map_err(fail)?.close().await.map_err(fail),
        Err(_) => Err(DbErr::Conn(RuntimeErr::Internal(
            "it is unreachable, or accepts connections without an answer".to_owned(),
        ))),
    }
}
