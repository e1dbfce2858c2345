use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// PostgreSQL tells whoever listens which users and sessions change, whoever changes them, so that
/// servers may keep sessions in memory. SQLite tells by its file; MariaDB and MySQL can not.
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
