mod pooler;

use std::{env, sync::Arc, time::Duration};

use sea_orm::{
    ConnectOptions, DatabaseConnection, SqlxPostgresConnector,
    sqlx::{AssertSqlSafe, Executor, PgConnection, postgres::PgConnectOptions},
};

pub(crate) use self::pooler::{Unfit, check_pooler};
use super::{
    ConnectError, unreadable,
    url::{self, Host},
};
use crate::connect_once::connect_once;

pub(super) async fn postgres(
    mut options: ConnectOptions,
    timeout: Duration,
) -> Result<DatabaseConnection, ConnectError> {
    let user = env::var("PGUSER").ok().filter(|user| !user.is_empty());
    let host = url::postgres(options.get_url(), user.as_deref())?;
    let reach = move |options: PgConnectOptions| {
        // PgBouncer refuses this parameter, unless it is told to ignore it.
        let options = options.extra_float_digits(None);
        match &host {
            Some(Host::Address(address)) => options.host(&address.to_string()),
            _ => options,
        }
    };
    let parsed = reach(options.get_url().parse().map_err(unreadable)?);
    connect_once::<PgConnection>(&parsed, timeout).await?;
    check_pooler(&parsed, timeout).await?;
    options.map_sqlx_postgres_opts(reach);
    let session: Arc<str> = format!("SET lock_timeout = '{}s'", timeout.as_secs()).into();
    options.map_sqlx_postgres_pool_opts(move |pool| {
        let session = session.clone();
        pool.after_connect(move |connection, _| {
            let session = AssertSqlSafe(session.clone());
            Box::pin(async move { connection.execute(session).await.map(drop) })
        })
    });
    Ok(SqlxPostgresConnector::connect(options).await?)
}

impl From<Unfit> for ConnectError {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Pooler(pooler) => pooler.into(),
            Unfit::Database(error) => error.into(),
        }
    }
}
