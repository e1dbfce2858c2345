use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// A place in the user's row for each login to write to, on MariaDB and MySQL: the nodes of
/// their clusters do not see each other's locks, only that both wrote one row.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "vestibule_users";
const COLUMN: &str = "sessions_opened";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let needed = schema.get_database_backend() == DbBackend::MySql;
        if !needed || schema.has_column(TABLE, COLUMN).await? {
            return Ok(());
        }
        let column = ColumnDef::new(COLUMN)
            .big_integer()
            .not_null()
            .default(0)
            .take();
        let alter = Table::alter().table(TABLE).add_column(column).take();
        schema.alter_table(alter).await
    }
}
