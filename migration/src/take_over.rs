use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Copies the rows of the table `old` with the statement `copy`, and drops the table.
///
/// MariaDB and MySQL commit each change of a table: after a crash, the rows may be copied already, or
/// the old table dropped. `copy` must skip rows that exist.
pub(crate) async fn take_over(
    schema: &SchemaManager<'_>,
    old: &'static str,
    copy: &str,
) -> Result<(), DbErr> {
    if !schema.has_table(old).await? {
        return Ok(());
    }
    let db = schema.get_connection();
    if db.get_database_backend() == DbBackend::Postgres {
        // A row that another server changes after it was copied would be lost with the table.
        let lock = format!("LOCK TABLE {old} IN ACCESS EXCLUSIVE MODE");
        db.execute_unprepared(&lock).await?;
    }
    db.execute_unprepared(copy).await?;
    schema.drop_table(Table::drop().table(old).take()).await
}
