use sea_orm_migration::{prelude::*, sea_orm::TransactionTrait};

use crate::{Migrator, state::applied};

/// Our migrations for a host's own migrator, which keeps account of them in its table too:
///
/// ```
/// use sea_orm_migration::prelude::*;
///
/// struct ShopMigrator;
///
/// #[async_trait::async_trait]
/// impl MigratorTrait for ShopMigrator {
///     fn migrations() -> Vec<Box<dyn MigrationTrait>> {
///         let mut migrations = vestibule_migration::migrations();
///         migrations.push(Box::new(Orders));
///         migrations
///     }
/// }
///
/// #[derive(DeriveMigrationName)]
/// struct Orders;
///
/// #[async_trait::async_trait]
/// impl MigrationTrait for Orders {
///     async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
///         let table = Table::create()
///             .table("orders")
///             .col(ColumnDef::new("id").integer().not_null().primary_key())
///             .col(vestibule_migration::user_id("user_id").not_null())
///             .foreign_key(&mut vestibule_migration::to_user("orders", "user_id"))
///             .take();
///         schema.create_table(table).await
///     }
/// }
/// ```
///
/// They are the same migrations as [`migrate`](crate::migrate())'s, under names that begin with
/// `vestibule_`: what one of the two ways applied, the other finds done. Later versions of
/// Vestibule add to them; put them where the host's own that need them follow.
///
/// A migrator has no lock: let one program run it at a time.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    let ours = Migrator::migrations().into_iter();
    ours.map(|migration| Box::new(Hosted::new(migration.name())) as _)
        .collect()
}

struct Hosted {
    name: String,
    ours: String,
}

impl Hosted {
    fn new(ours: &str) -> Self {
        Self {
            name: format!("vestibule_{ours}"),
            ours: ours.to_owned(),
        }
    }
}

impl MigrationName for Hosted {
    fn name(&self) -> &str {
        &self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Hosted {
    /// Also in the tracking table of Vestibule, where a server checks whether it knows the schema.
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let transaction = schema.get_connection().begin().await?;
        Migrator::install(&transaction).await?;
        if !applied(&transaction).await?.contains(&self.ours) {
            Migrator::up(&transaction, Some(1)).await?; // they come in their order
        }
        transaction.commit().await
    }
}

/// Returns a column of the application for a user identifier, as it is stored: `uuid` on PostgreSQL, 16
/// bytes elsewhere. In an entity it is a `Uuid`.
pub fn user_id(name: impl IntoIden) -> ColumnDef {
    ColumnDef::new(name).uuid().take()
}

/// Returns a foreign key from a `column` of the application's `table` to the users, for a column
/// made by [`user_id`]. Deleting a user deletes the rows; change `on_delete` for rows that must
/// stay.
pub fn to_user(table: impl IntoIden, column: impl IntoIden) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table.into_iden(), column.into_iden())
        .to("vestibule_users", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take()
}
