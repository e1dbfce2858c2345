use std::{
    fs, io,
    path::PathBuf,
    str::FromStr,
    time::{Duration, Instant},
};

use sea_orm::{
    ConnectOptions, DatabaseConnection, DbErr, RuntimeErr, SqlxSqliteConnector,
    sqlx::{
        Connection,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use tokio::time::sleep;

use super::{ConnectError, unreadable};

/// The process that creates the file finishes within a few writes.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// <https://sqlite.org/rescode.html#busy>
const SQLITE_BUSY: &str = "5";

pub(super) async fn sqlite(
    mut options: ConnectOptions,
    timeout: Duration,
) -> Result<DatabaseConnection, ConnectError> {
    create_file(options.get_url())?;
    // Readers and a writer do not wait for each other (WAL), and what was committed survives
    // a power cut too (FULL).
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(timeout)
    });
    // When a commit fails (disk full), SQLite ends the transaction by itself, and sqlx goes on
    // counting it. In what it would begin inside of that, nothing was committed any more.
    options.map_sqlx_sqlite_pool_opts(|pool| {
        pool.after_release(|connection, _| {
            Box::pin(async move {
                if connection.is_in_transaction() {
                    connection.ping().await?; // comes after a rollback that is under way
                }
                Ok(!connection.is_in_transaction())
            })
        })
    });
    open(options, timeout).await
}

/// When several processes open a new file at once, each enables WAL. For that SQLite upgrades a
/// read lock to a write lock, and the second process gets `SQLITE_BUSY` at once: `busy_timeout` does
/// not apply, because two waiting upgrades would deadlock.
async fn open(
    options: ConnectOptions,
    timeout: Duration,
) -> Result<DatabaseConnection, ConnectError> {
    let end = Instant::now() + timeout;
    loop {
        match SqlxSqliteConnector::connect(options.clone()).await {
            Err(error) if is_locked(&error) && Instant::now() < end => sleep(BETWEEN_TRIES).await,
            opened => return Ok(opened?),
        }
    }
}

fn is_locked(error: &DbErr) -> bool {
    let DbErr::Conn(RuntimeErr::SqlxError(error)) = error else {
        return false;
    };
    let code = error.as_database_error().and_then(|error| error.code());
    code.as_deref() == Some(SQLITE_BUSY)
}

pub(super) fn file(url: &str) -> Result<PathBuf, ConnectError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(ConnectError::InMemory);
    }
    let sqlite = SqliteConnectOptions::from_str(url).map_err(unreadable)?;
    Ok(sqlite.get_filename().to_owned())
}

/// Makes the file of a database that is not there yet, and the folder that it is in, for
/// their owner only: it holds password hashes. SQLite gives the same mode to the files that
/// it adds beside it.
fn create_file(url: &str) -> Result<(), ConnectError> {
    let path = file(url)?;
    let mut folder = fs::DirBuilder::new();
    let mut new = fs::OpenOptions::new();
    folder.recursive(true);
    new.write(true).create_new(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let made = parent.map_or(Ok(()), |parent| folder.create(parent));
    let made = made.and_then(|()| match new.open(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        opened => opened.map(drop),
    });
    made.map_err(|source| ConnectError::File { path, source })
}
