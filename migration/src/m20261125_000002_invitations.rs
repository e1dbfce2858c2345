use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Invitations to register.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        let sql = match db.get_database_backend() {
            DbBackend::MySql => include_str!("m20261125_000002_invitations/mysql.sql"),
            DbBackend::Postgres => include_str!("m20261125_000002_invitations/postgres.sql"),
            _ => include_str!("m20261125_000002_invitations/sqlite.sql"),
        };
        db.execute_unprepared(sql).await.map(drop)
    }
}
