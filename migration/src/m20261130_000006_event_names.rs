use sea_orm_migration::prelude::*;

/// Renames kinds of stored events. A server of the version before leaves the new names out of a
/// user's activity, as it does with every kind that it does not know.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const EVENTS: &str = "vestibule_events";
const KIND: &str = "kind";

const RENAMED: [(&str, &str); 4] = [
    ("log_in_failed", "login_failed"),
    ("log_in_refused", "login_refused"),
    ("log_ins_limited", "logins_limited"),
    ("mail_given_up", "email_undeliverable"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in RENAMED {
            let rename = Query::update()
                .table(EVENTS)
                .value(KIND, now)
                .and_where(Expr::col(KIND).eq(before))
                .take();
            schema.execute(rename).await?;
        }
        Ok(())
    }
}
