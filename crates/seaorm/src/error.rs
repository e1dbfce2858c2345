use sea_orm::{DbErr, RuntimeErr, SqlxMySqlError};
use vestibule_domain::Unavailable;

/// What the domain hears of an error of the database.
pub(crate) fn unavailable(error: DbErr) -> Unavailable {
    match is_conflict(&error) {
        true => Unavailable::conflict(error),
        false => Unavailable::new(error),
    }
}

/// Whether the database ended this unit for the sake of another one. It says so as soon as it
/// sees it, and it says that nothing of the unit was done, when it commits too.
///
/// Whoever waited for a lock until the time-out (PostgreSQL's `55P03`, MariaDB's 1205, SQLite's
/// `SQLITE_BUSY`) met no conflict, but somebody who does not let go. To wait that long four
/// times would hold a page for 20 seconds, and a connection that others need with it; now the
/// person hears after five that the database is busy. A connection that was lost is no conflict
/// either: what was sent last, a commit maybe, may have been done.
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
    if let Some(mysql) = error.try_downcast_ref::<SqlxMySqlError>() {
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
