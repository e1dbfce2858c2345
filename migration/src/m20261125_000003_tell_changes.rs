use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Triggers that notify the listeners of PostgreSQL of every change of users and sessions, so that
/// servers can cache sessions. SQLite reports changes through its file; MariaDB and MySQL cannot.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let sql = include_str!("m20261125_000003_tell_changes/postgres.sql");
        db.execute_unprepared(sql).await.map(drop)
    }
}
