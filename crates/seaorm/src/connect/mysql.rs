use std::{sync::Arc, time::Duration};

use sea_orm::{
    ConnectOptions, DatabaseConnection, SqlxMySqlConnector,
    sqlx::{AssertSqlSafe, Executor, MySqlConnection, mysql::MySqlConnectOptions},
};

use super::{
    ConnectError, unreadable,
    url::{self, Host},
};
use crate::connect_once::connect_once;

/// Strict: a value that does not fit is an error, never cut to fit.
///
/// `READ COMMITTED`: no statement of ours relies on an earlier read of its transaction; each
/// decides by the rows that it locks. The default, `REPEATABLE READ`, would add locks on the
/// gaps between rows, where the sessions of other users are neighbors (deadlocks), and refuse
/// a row that changed since the transaction began (error 1020).
pub(super) async fn mysql(
    mut options: ConnectOptions,
    timeout: Duration,
) -> Result<DatabaseConnection, ConnectError> {
    let host = url::mysql(options.get_url())?;
    let reach = move |options: MySqlConnectOptions| match &host {
        Some(Host::Address(address)) => options.host(&address.to_string()),
        Some(Host::Socket(path)) => options.socket(path),
        None => options,
    };
    let parsed = options.get_url().parse().map_err(unreadable)?;
    connect_once::<MySqlConnection>(&reach(parsed), timeout).await?;
    options.map_sqlx_mysql_opts(reach);
    let session: Arc<str> = format!(
        "SET SESSION sql_mode = 'TRADITIONAL', SESSION innodb_lock_wait_timeout = {}; \
         SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
        timeout.as_secs()
    )
    .into();
    options.map_sqlx_mysql_pool_opts(move |pool| {
        let session = session.clone();
        pool.after_connect(move |connection, _| {
            let session = AssertSqlSafe(session.clone());
            Box::pin(async move { connection.execute(session).await.map(drop) })
        })
    });
    Ok(SqlxMySqlConnector::connect(options).await?)
}
