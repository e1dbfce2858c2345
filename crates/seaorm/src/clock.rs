use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use vestibule_domain::Timestamp;

/// What time it is where the database is. `None`: it has no clock of its own (SQLite).
///
/// Nothing is decided by it, see [`Store`](vestibule_domain::Store); it is there to be compared.
///
/// # Errors
///
/// If the database is unavailable.
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
