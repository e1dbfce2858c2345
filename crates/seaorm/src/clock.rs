use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use vestibule_domain::Timestamp;

/// Returns the time of the database server; `None` if it has no clock of its own (SQLite).
///
/// It is for comparison only: no decision depends on it, see [`Store`](vestibule_domain::Store).
///
/// # Errors
///
/// The database does not answer.
pub async fn database_time(db: &DatabaseConnection) -> Result<Option<Timestamp>, DbErr> {
    let backend = db.get_database_backend();
    let question = match backend {
        DbBackend::Postgres => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS bigint)",
        DbBackend::MySql => "SELECT CAST(UNIX_TIMESTAMP() AS SIGNED)",
        _ => return Ok(None),
    };
    let answer = db.query_one_raw(Statement::from_string(backend, question));
    let Some(row) = answer.await? else {
        return Ok(None);
    };
    row.try_get_by_index(0)
        .map(|seconds| Some(Timestamp::from_unix_seconds(seconds)))
}
