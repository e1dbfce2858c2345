use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// Counts the triggers of the schema that notify in all replication roles.
pub(super) const COUNT: &str = "SELECT count(*) FROM pg_trigger \
    WHERE tgenabled IN ('O', 'A') AND ( \
    tgrelid = to_regclass('vestibule_users') AND tgname = 'vestibule_users_tell_changes' \
    OR tgrelid = to_regclass('vestibule_sessions') AND tgname IN \
    ('vestibule_sessions_tell_changes', 'vestibule_sessions_tell_truncate'))";

/// So many of them.
pub(super) const NUMBER: i64 = 3;

/// Whether the triggers of PostgreSQL that notify of changes are there and enabled. Without them,
/// each session is read from the database. Other databases need none.
///
/// # Errors
///
/// The database does not answer.
pub async fn has_change_triggers(db: &DatabaseConnection) -> Result<bool, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(true);
    }
    let question = Statement::from_string(DbBackend::Postgres, COUNT);
    match db.query_one_raw(question).await? {
        Some(row) => Ok(row.try_get_by_index::<i64>(0)? == NUMBER),
        None => Ok(false),
    }
}
