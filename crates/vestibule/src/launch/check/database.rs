use vestibule_domain::Causes;
use vestibule_seaorm::{
    SchemaState, connect, schema_state, sea_orm::DatabaseConnection, sqlite_file,
};

use super::Finding;
use crate::Builder;

const PART: &str = "database";

/// Only looks: a database that is not there yet is not made.
pub(super) async fn look(builder: &Builder) -> (Option<DatabaseConnection>, Vec<Finding>) {
    let database = &builder.database;
    match sqlite_file(&database.url) {
        Ok(Some(file)) if !file.exists() => {
            let what = format!("there is no {} yet", file.display());
            let advice = "the server makes it at its first start";
            return (None, vec![Finding::warning(PART, what).advising(advice)]);
        }
        _ => {}
    }
    let db = match connect(&database.url, &database.pool).await {
        Ok(db) => db,
        Err(error) => return (None, vec![Finding::failed(PART, Causes(&error))]),
    };
    let found = match schema_state(&db).await {
        Ok(SchemaState::Current) => Finding::ok(PART, "it answers, and its schema is current"),
        Ok(SchemaState::Behind) if database.migrate => {
            let advice = "the server brings it up to date at its start";
            Finding::warning(PART, "its schema is not current").advising(advice)
        }
        Ok(SchemaState::Behind) => {
            let advice = "run the command `migrate`";
            Finding::failed(PART, "its schema is not current").advising(advice)
        }
        Ok(SchemaState::Ahead { unknown }) => {
            let what = format!("a newer version made its schema: {unknown} is unknown here");
            Finding::failed(PART, what).advising("use that version")
        }
        Err(error) => Finding::failed(PART, Causes(&error)),
    };
    (Some(db), vec![found])
}
