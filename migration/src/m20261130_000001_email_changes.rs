use sea_orm_migration::prelude::*;

use crate::add_column::add_column;

/// How often an account got another email address, and how often when a link or an email was
/// asked for. A server of the version before leaves the columns at zero, which says "before any
/// change".
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const NAME: &str = "email_changes";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vestibule_users", "vestibule_links", "vestibule_mails"] {
            let changes = ColumnDef::new(NAME)
                .big_integer()
                .not_null()
                .default(0)
                .take();
            add_column(schema, table, NAME, changes).await?;
        }
        Ok(())
    }
}
