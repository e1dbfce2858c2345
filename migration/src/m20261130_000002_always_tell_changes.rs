use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Enables the triggers of PostgreSQL that tell of changes in every session, those of replication
/// tools included.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let sql = include_str!("m20261130_000002_always_tell_changes/postgres.sql");
        db.execute_unprepared(sql).await.map(drop)
    }
}
