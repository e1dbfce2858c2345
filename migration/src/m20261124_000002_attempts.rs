use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::add_column::add_column;

/// Rate limits; the number of consecutive wrong passwords of a user; the epoch of known browsers.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const USERS: &str = "vestibule_users";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // A server of the previous version, which does not know the columns, continues to register
        // users while this one starts.
        for name in ["failures", "device_epoch"] {
            let column = ColumnDef::new(name)
                .big_integer()
                .not_null()
                .default(0)
                .take();
            add_column(schema, USERS, name, column).await?;
        }
        let db = schema.get_connection();
        let sql = match db.get_database_backend() {
            DbBackend::MySql => include_str!("m20261124_000002_attempts/mysql.sql"),
            DbBackend::Postgres => include_str!("m20261124_000002_attempts/postgres.sql"),
            _ => include_str!("m20261124_000002_attempts/sqlite.sql"),
        };
        db.execute_unprepared(sql).await.map(drop)
    }
}
