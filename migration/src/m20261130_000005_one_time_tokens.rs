use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::take_over::take_over;

/// One table of one-time tokens, which takes over the rows of `vestibule_links` and
/// `vestibule_invitations`. A server of the version before knows only those two tables and answers
/// 503 where it needs one of them. Stop those servers first.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const LINKS: &str = "vestibule_links";
const INVITATIONS: &str = "vestibule_invitations";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        let (table, payload) = match db.get_database_backend() {
            DbBackend::MySql => (
                include_str!("m20261130_000005_one_time_tokens/mysql.sql"),
                "JSON_OBJECT('email', email)",
            ),
            DbBackend::Postgres => (
                include_str!("m20261130_000005_one_time_tokens/postgres.sql"),
                "CAST(json_build_object('email', email) AS text)",
            ),
            _ => (
                include_str!("m20261130_000005_one_time_tokens/sqlite.sql"),
                "json_object('email', email)",
            ),
        };
        db.execute_unprepared(table).await?;
        let copied = "token_hash, created_at, expires_at";
        for (old, columns, values) in [
            (
                LINKS,
                "purpose, user_id, email_changes",
                "purpose, user_id, email_changes",
            ),
            (INVITATIONS, "purpose", "'invitation'"),
        ] {
            let copy = format!(
                "INSERT INTO vestibule_one_time_tokens ({copied}, {columns}, payload) \
                 SELECT {copied}, {values}, {payload} FROM {old} WHERE NOT EXISTS \
                 (SELECT 1 FROM vestibule_one_time_tokens AS there \
                 WHERE there.token_hash = {old}.token_hash)"
            );
            take_over(schema, old, &copy).await?;
        }
        Ok(())
    }
}
