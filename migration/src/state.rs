use sea_orm_migration::{prelude::*, sea_orm::DatabaseConnection, seaql_migrations};

use crate::{Migrator, TRACKING_TABLE};

/// How the schema of a database stands to the migrations of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// Migrations are missing; [`migrate`](crate::migrate()) applies them.
    Behind,
    /// It is what this program was written for.
    Current,
    /// A newer program was here. This one must not touch what it does not understand.
    Ahead {
        /// The latest of the migrations that this program does not know.
        unknown: String,
    },
}

/// Looks at the schema without changing anything: a database user that may only read and
/// write rows can do it. One query where the schema was ever migrated.
///
/// # Errors
///
/// If the database is unavailable.
pub async fn schema_state(db: &DatabaseConnection) -> Result<SchemaState, DbErr> {
    if let Ok(applied) = applied(db).await {
        return Ok(compare(applied));
    }
    // The schema is missing or is being created by another process; or the database has another
    // fault, which the next statement reports.
    match SchemaManager::new(db).has_table(TRACKING_TABLE).await? {
        true => applied(db).await.map(compare),
        false => Ok(SchemaState::Behind),
    }
}

/// The names of the migrations that the database has. The tracking table must be there.
pub(crate) async fn applied<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let names = Query::select()
        .column(seaql_migrations::Column::Version)
        .from(TRACKING_TABLE)
        .take();
    let rows = db.query_all(&names).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

pub(crate) fn compare(applied: Vec<String>) -> SchemaState {
    let migrations = Migrator::migrations();
    let known: Vec<&str> = migrations
        .iter()
        .map(|migration| migration.name())
        .collect();
    let behind = known
        .iter()
        .any(|name| !applied.iter().any(|done| done == name));
    let unknown = applied
        .into_iter()
        .filter(|done| !known.contains(&done.as_str()))
        .max();
    match unknown {
        Some(unknown) => SchemaState::Ahead { unknown },
        None if behind => SchemaState::Behind,
        None => SchemaState::Current,
    }
}
