use sea_orm_migration::prelude::*;

/// An index on the time of last use, for purging idle sessions.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "vestibule_sessions";
const INDEX: &str = "vestibule_sessions_last_seen_idx";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // It is there already where a process died before it could note that: MariaDB has no
        // transactions around changes of tables, and MySQL no `IF NOT EXISTS` for indexes.
        if schema.has_index(TABLE, INDEX).await? {
            return Ok(());
        }
        let index = Index::create()
            .name(INDEX)
            .table(TABLE)
            .col("last_seen_at")
            .take();
        schema.create_index(index).await
    }
}
