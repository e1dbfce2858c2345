use sea_orm_migration::prelude::*;

use crate::add_column::add_column;

/// The time since which an account is disabled.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let disabled_at = ColumnDef::new("disabled_at").big_integer().take();
        add_column(schema, "vestibule_users", "disabled_at", disabled_at).await
    }
}
