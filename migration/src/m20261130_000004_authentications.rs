use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::add_column::add_column;

/// How the user of a session authenticated, and when by each method. A server of the version before
/// leaves the text empty, which says that it was by the password, at `authenticated_at`.
///
/// PostgreSQL notifies of the new columns that servers keep in memory, too.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const SESSIONS: &str = "vestibule_sessions";
const AUTHENTICATIONS: &str = "authentications";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        let mut methods = ColumnDef::new(AUTHENTICATIONS);
        // Strict tables of SQLite know no length, and MySQL knows no default without one.
        match db.get_database_backend() {
            DbBackend::Sqlite => methods.text(),
            _ => methods.string_len(255),
        };
        let methods = methods.not_null().default("").take();
        add_column(schema, SESSIONS, AUTHENTICATIONS, methods).await?;
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let sql = include_str!("m20261130_000004_authentications/postgres.sql");
        db.execute_unprepared(sql).await.map(drop)
    }
}
