#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
mod url;

use std::{io, ops::RangeInclusive, path::PathBuf, time::Duration};

use sea_orm::{ConnectOptions, DatabaseConnection, DbErr, RuntimeErr, sqlx};

#[cfg(feature = "postgres")]
pub(crate) use self::postgres::{Unfit, check_pooler};
pub use self::url::UrlError;

/// A connection that was idle for this long is tested before use. A test before each use would
/// double the round trips of a page.
const PING_AFTER_IDLE: Duration = Duration::from_secs(30);

/// No wait is shorter or longer. An end that no clock can tell would be a panic.
const WAITS: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(60 * 60);

/// The size of the connection pool, and its timeout.
#[derive(Clone, Debug)]
pub struct PoolOptions {
    /// Maximum number of connections. The default is 10.
    pub max_connections: u32,
    /// How long a request waits for a connection, or for a lock, before it fails. In whole seconds: less
    /// than one second counts as one second, and more than an hour as an hour. The default is 5 seconds.
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

/// Why [`connect`] failed.
#[derive(thiserror::Error)]
pub enum ConnectError {
    /// The URL begins with nothing that this program knows. It is not shown: it may hold a
    /// password.
    #[error(
        "a database URL begins with sqlite:, postgres: or mysql:, like \
         postgres://user:password@db.example/shop"
    )]
    UnknownDatabase,
    /// The program was built without the driver of this database.
    #[error(
        "this program was built without the driver of the database: enable the feature {feature} \
         of vestibule"
    )]
    NoDriver {
        /// The feature that adds the driver.
        feature: &'static str,
    },
    /// A database in memory is another one on each connection.
    #[error("a database in memory is not supported: name a file")]
    InMemory,
    /// The file of an SQLite database can not be made.
    #[error("cannot create {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The URL has an unsupported part.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// A pooler in front of PostgreSQL shares connections between clients.
    #[error(transparent)]
    Pooler(#[from] UnsupportedPooler),
    /// The database does not answer, or refuses.
    #[error(transparent)]
    Database(#[from] DbErr),
}

vestibule_domain::debug_as_sentence!(ConnectError);

/// Why a pooler in front of PostgreSQL cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a pooler in front of PostgreSQL shares connections between clients (pool_mode = transaction): \
     set it to session mode, or connect to PostgreSQL directly (docs/DATABASES.md)"
)]
pub struct UnsupportedPooler;

vestibule_domain::debug_as_sentence!(UnsupportedPooler);

impl ConnectError {
    /// Whether a retry can succeed: the server does not listen yet or is starting. A wrong password
    /// or a missing database is permanent.
    pub fn is_temporary(&self) -> bool {
        let Self::Database(DbErr::Conn(RuntimeErr::SqlxError(error))) = self else {
            // See `connect_once`: no answer in time.
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
///
/// # Errors
///
/// If the URL is invalid or unsupported, or the database is unavailable.
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
    match driver(url).ok_or(ConnectError::UnknownDatabase)? {
        #[cfg(feature = "sqlite")]
        SQLITE => sqlite::sqlite(options, timeout).await,
        #[cfg(feature = "postgres")]
        POSTGRES => postgres::postgres(options, timeout).await,
        #[cfg(feature = "mysql")]
        MYSQL => mysql::mysql(options, timeout).await,
        feature => Err(ConnectError::NoDriver { feature }),
    }
}

/// The file of an SQLite database. `None` for the others, which have none on this machine.
///
/// # Errors
///
/// The URL names a database in memory, cannot be read, or needs a driver that is not built in.
pub fn sqlite_file(url: &str) -> Result<Option<PathBuf>, ConnectError> {
    match driver(url) {
        #[cfg(feature = "sqlite")]
        Some(SQLITE) => sqlite::file(url).map(Some),
        #[cfg(not(feature = "sqlite"))]
        Some(SQLITE) => Err(ConnectError::NoDriver { feature: SQLITE }),
        _ => Ok(None),
    }
}

const SQLITE: &str = "sqlite";
const POSTGRES: &str = "postgres";
const MYSQL: &str = "mysql";

/// The feature of this crate that adds the driver for a URL.
fn driver(url: &str) -> Option<&'static str> {
    match &*url.split_once(':')?.0.to_lowercase() {
        "sqlite" => Some(SQLITE),
        "postgres" | "postgresql" => Some(POSTGRES),
        "mysql" | "mariadb" => Some(MYSQL),
        _ => None,
    }
}

fn unreadable(error: sqlx::Error) -> ConnectError {
    DbErr::Conn(RuntimeErr::SqlxError(error.into())).into()
}
