mod pooler;
mod sqlite;
mod url;

use std::{env, io, ops::RangeInclusive, path::PathBuf, sync::Arc, time::Duration};

use sea_orm::{
    ConnectOptions, DatabaseConnection, DbErr, RuntimeErr, SqlxMySqlConnector,
    SqlxPostgresConnector,
    sqlx::{
        self, AssertSqlSafe, Executor, MySqlConnection, PgConnection, mysql::MySqlConnectOptions,
        postgres::PgConnectOptions,
    },
};

pub(crate) use self::pooler::{Unfit, check_pooler};
use self::sqlite::sqlite;
use self::url::Host;
pub use self::{pooler::UnfitPooler, sqlite::sqlite_file, url::UrlMistake};
use crate::knock::knock;

/// A connection that nobody used for this long is asked whether it still works before it is
/// used. To ask each time would double the round trips of a page.
const PING_AFTER_IDLE: Duration = Duration::from_secs(30);

/// No wait is shorter or longer. An end that no clock can tell would be a panic.
const WAITS: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(60 * 60);

/// How many connections, and how long to wait for one.
#[derive(Clone, Debug)]
pub struct PoolOptions {
    /// The most connections at the same time.
    pub max_connections: u32,
    /// How long a request waits for a connection, or for a lock that another holds, before it
    /// hears that the database is not available. In whole seconds, from one to an hour: less is
    /// one, and more is an hour.
    pub timeout: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            max_connections: 10,
            timeout: Duration::from_secs(5),
        }
    }
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The URL begins with nothing that this program knows. It is not shown: it may hold a
    /// password.
    #[error(
        "a database URL begins with sqlite:, postgres: or mysql:, like \
         postgres://user:password@db.example/shop"
    )]
    UnknownDatabase,
    /// A database in memory is another one on each connection.
    #[error("a database in memory is not supported: name a file")]
    InMemory,
    /// The file of an SQLite database can not be made.
    #[error("can not create {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The URL says what is not supported.
    #[error(transparent)]
    Url(#[from] UrlMistake),
    /// A pooler in front of PostgreSQL shares connections between clients.
    #[error(transparent)]
    Pooler(#[from] UnfitPooler),
    /// The database does not answer, or refuses.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl ConnectError {
    /// Whether it may pass by waiting: nobody listens yet, or the server is just starting. A
    /// wrong password or a database that does not exist is there to stay.
    pub fn is_temporary(&self) -> bool {
        let Self::Database(DbErr::Conn(RuntimeErr::SqlxError(error))) = self else {
            // See `knock`: no answer in time.
            return matches!(self, Self::Database(DbErr::Conn(RuntimeErr::Internal(_))));
        };
        match &**error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
            // PostgreSQL: starting up, or too many connections. MariaDB: too many connections.
            sqlx::Error::Database(refusal) => {
                matches!(refusal.code().as_deref(), Some("57P03" | "53300" | "08004"))
            }
            _ => false,
        }
    }
}

/// Opens a pool of connections to `sqlite:`, `postgres:` or `mysql:` (MariaDB too), with the
/// options that [`SeaOrmStore`](crate::SeaOrmStore) relies on.
///
/// The URL decides about TLS. To be sure of the server, ask for `?sslmode=verify-full`
/// (PostgreSQL) or `?ssl-mode=VERIFY_IDENTITY` (MariaDB), with `&sslrootcert=` or `&ssl-ca=`
/// for an authority of one's own: the default takes what the server offers.
pub async fn connect(url: &str, pool: &PoolOptions) -> Result<DatabaseConnection, ConnectError> {
    let timeout = pool.timeout.clamp(*WAITS.start(), *WAITS.end());
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(pool.max_connections)
        .acquire_timeout(timeout)
        .test_before_acquire_if_idle_for(PING_AFTER_IDLE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    // Not `Database::connect`: its errors repeat the URL, password included.
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    match scheme.as_deref() {
        Some("sqlite") => sqlite(options, timeout).await,
        Some("postgres" | "postgresql") => postgres(options, timeout).await,
        Some("mysql" | "mariadb") => mysql(options, timeout).await,
        _ => Err(ConnectError::UnknownDatabase),
    }
}

async fn postgres(
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
    knock::<PgConnection>(&parsed, timeout).await?;
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

fn unreadable(error: sqlx::Error) -> ConnectError {
    DbErr::Conn(RuntimeErr::SqlxError(error.into())).into()
}

/// Strict: a value that does not fit is an error, never cut to fit.
///
/// `READ COMMITTED`: no statement of ours relies on an earlier read of its transaction; each
/// decides by the rows that it locks. The default, `REPEATABLE READ`, would add locks on the
/// gaps between rows, where the sessions of strangers are neighbours (deadlocks), and refuse
/// a row that changed since the transaction began (error 1020).
async fn mysql(
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
    knock::<MySqlConnection>(&reach(parsed), timeout).await?;
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
