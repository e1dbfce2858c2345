use std::error::Error;

use metrics::counter;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlErr};
use vestibule_domain::Unavailable;

/// The error of a row that Vestibule did not write.
pub(crate) type Unreadable = Box<dyn Error + Send + Sync>;

/// Converts a database error: [`Unavailable::conflict`] for a deadlock or a serialization failure, which
/// can be retried, and [`Unavailable::new`] otherwise.
pub fn unavailable(error: DbErr) -> Unavailable {
    let kind = Kind::of(&error);
    counter!("vestibule_database_errors_total", "kind" => kind.as_str()).increment(1);
    match kind {
        Kind::Conflict => Unavailable::conflict(error),
        Kind::NoConnection | Kind::NoAnswer | Kind::Other => Unavailable::new(error),
    }
}

/// What went wrong, as it is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// This unit was ended for the sake of another one.
    Conflict,
    /// No connection, or no turn to write, was to be had in time: all were in use, or the
    /// database refused new ones for so long.
    NoConnection,
    /// The database said nothing in time.
    NoAnswer,
    /// Anything else: refused, cut off, a table that is not there.
    Other,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [
        Self::Conflict,
        Self::NoConnection,
        Self::NoAnswer,
        Self::Other,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::NoConnection => "no_connection",
            Self::NoAnswer => "no_answer",
            Self::Other => "other",
        }
    }

    fn of(error: &DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::NoConnection,
            // See `statement_timeout`.
            DbErr::Conn(RuntimeErr::Internal(_)) => Self::NoAnswer,
            error if is_conflict(error) => Self::Conflict,
            _ => Self::Other,
        }
    }
}

/// Whether the database rolled this transaction back in favor of another one: a deadlock or a
/// serialization failure, also at commit. Such a transaction had no effect and can be retried.
///
/// A lock timeout (PostgreSQL `55P03`, MariaDB 1205, SQLite `SQLITE_BUSY`) is no conflict: another
/// transaction keeps its lock. Four such waits would delay a page by 20 seconds and hold its
/// connection; without a retry the user gets 503 after five. A lost connection is no conflict
/// either, because its last statement, perhaps a commit, may have succeeded.
fn is_conflict(error: &DbErr) -> bool {
    let (DbErr::Conn(error) | DbErr::Exec(error) | DbErr::Query(error)) = error else {
        return false;
    };
    let RuntimeErr::SqlxError(error) = error else {
        return false;
    };
    let Some(error) = error.as_database_error() else {
        return false;
    };
    #[cfg(feature = "mysql")]
    if let Some(mysql) = error.try_downcast_ref::<sea_orm::SqlxMySqlError>() {
        // A row that changed since the transaction's snapshot; a deadlock, or the certification
        // of Galera; the certification of MySQL's group replication.
        return matches!(mysql.number(), 1020 | 1213 | 3101);
    }
    // PostgreSQL: serialization failure, deadlock. SQLite: `SQLITE_BUSY_SNAPSHOT`,
    // `SQLITE_LOCKED` and `SQLITE_LOCKED_SHAREDCACHE`, for which no time-out waits.
    matches!(
        error.code().as_deref(),
        Some("40001" | "40P01" | "517" | "6" | "262")
    )
}

/// Whether a row with the same key is there.
pub(crate) fn is_there(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
