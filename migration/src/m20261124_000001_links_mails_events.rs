use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::add_column::add_column;

/// Emailed links, waiting emails, and events; the time of a scheduled deletion, and the time of the
/// last login of a session.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const USERS: &str = "vestibule_users";
const DELETION_DUE: &str = "deletion_due_at";
const DELETION_INDEX: &str = "vestibule_users_deletion_due_idx";
const SESSIONS: &str = "vestibule_sessions";
const AUTHENTICATED: &str = "authenticated_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let deletion_due = ColumnDef::new(DELETION_DUE).big_integer().take();
        add_column(schema, USERS, DELETION_DUE, deletion_due).await?;
        // Existing sessions count as without a recent login, so sensitive operations ask for the
        // password again. That rewrites no row. A server of the previous version, which does not
        // know the column, still creates sessions during the upgrade.
        let authenticated = ColumnDef::new(AUTHENTICATED)
            .big_integer()
            .not_null()
            .default(0)
            .take();
        add_column(schema, SESSIONS, AUTHENTICATED, authenticated).await?;
        index_deletions(schema).await?;

        let db = schema.get_connection();
        let sql = match db.get_database_backend() {
            DbBackend::MySql => include_str!("m20261124_000001_links_mails_events/mysql.sql"),
            DbBackend::Postgres => include_str!("m20261124_000001_links_mails_events/postgres.sql"),
            _ => include_str!("m20261124_000001_links_mails_events/sqlite.sql"),
        };
        db.execute_unprepared(sql).await.map(drop)
    }
}

/// A partial index of the few accounts that are due for deletion. MariaDB and MySQL have no partial
/// indexes; there it has all accounts, and new ones are appended at its end.
async fn index_deletions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    if schema.has_index(USERS, DELETION_INDEX).await? {
        return Ok(());
    }
    let mut index = Index::create()
        .name(DELETION_INDEX)
        .table(USERS)
        .col(DELETION_DUE)
        .take();
    if schema.get_database_backend() != DbBackend::MySql {
        index.and_where(Expr::col(DELETION_DUE).is_not_null());
    }
    schema.create_index(index).await
}
