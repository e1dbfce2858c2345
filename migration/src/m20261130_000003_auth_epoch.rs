use sea_orm_migration::prelude::*;

use crate::add_column::add_column;

/// The version of what proves a user, [`AuthEpoch`] in the domain. A server of the version before
/// does not raise it: a login that it overtakes by a change of password is not refused. Stop those
/// servers first, or accept this for the moment in which both versions run.
///
/// [`AuthEpoch`]: https://docs.rs/vestibule-domain
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const USERS: &str = "vestibule_users";
const EPOCH: &str = "auth_epoch";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let epoch = ColumnDef::new(EPOCH)
            .big_integer()
            .not_null()
            .default(0)
            .take();
        add_column(schema, USERS, EPOCH, epoch).await
    }
}
