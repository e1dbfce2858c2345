use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Users and their sessions.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        let sql = match db.get_database_backend() {
            DbBackend::MySql => include_str!("m20261123_000001_users_and_sessions/mysql.sql"),
            DbBackend::Postgres => include_str!("m20261123_000001_users_and_sessions/postgres.sql"),
            _ => include_str!("m20261123_000001_users_and_sessions/sqlite.sql"),
        };
        db.execute_unprepared(sql).await.map(drop)
    }
}
