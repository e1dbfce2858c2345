use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::take_over::take_over;

/// Renames the table `vestibule_mails` to `vestibule_emails`, with its indexes and constraints.
///
/// SQLite can rename neither an index nor a constraint, so the rows move to a new table on every
/// database. A server of the version before knows only the old table. Stop those servers first.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const FORMER: &str = "vestibule_mails";
const EMAILS: &str = "vestibule_emails";
const COLUMNS: &str = "id, kind, recipient, user_id, other_email, client_address, client_agent, \
                       language, created_at, due_at, attempts, link_hash, email_changes";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        move_rows(schema, FORMER, EMAILS).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        move_rows(schema, EMAILS, FORMER).await
    }
}

async fn move_rows(
    schema: &SchemaManager<'_>,
    from: &'static str,
    to: &'static str,
) -> Result<(), DbErr> {
    let db = schema.get_connection();
    let table = match db.get_database_backend() {
        DbBackend::MySql => include_str!("m20261201_000001_emails/mysql.sql"),
        DbBackend::Postgres => include_str!("m20261201_000001_emails/postgres.sql"),
        _ => include_str!("m20261201_000001_emails/sqlite.sql"),
    };
    db.execute_unprepared(&table.replace(EMAILS, to)).await?;
    let copy = format!(
        "INSERT INTO {to} ({COLUMNS}) SELECT {COLUMNS} FROM {from} WHERE NOT EXISTS \
         (SELECT 1 FROM {to} AS there WHERE there.id = {from}.id)"
    );
    take_over(schema, from, &copy).await
}
