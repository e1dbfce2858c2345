use sea_orm_migration::prelude::*;

/// MariaDB and MySQL commit each change of a table: what died half-way is done again.
pub(crate) async fn add_column(
    schema: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
    column: ColumnDef,
) -> Result<(), DbErr> {
    if schema.has_column(table, name).await? {
        return Ok(());
    }
    let alter = Table::alter().table(table).add_column(column).take();
    schema.alter_table(alter).await
}
