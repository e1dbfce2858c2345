use vestibule_builder::BuilderView;
use vestibule_domain::ErrorChain;
use vestibule_seaorm::{
    SchemaState, connect, has_change_triggers, schema_state,
    sea_orm::{DatabaseConnection, DbErr},
    sqlite_file,
};

use super::Finding;

const PART: &str = "database";

/// Only looks: a database that is not there yet is not made.
pub(super) async fn look(builder: BuilderView<'_>) -> (Option<DatabaseConnection>, Vec<Finding>) {
    match sqlite_file(builder.database_url()) {
        Ok(Some(file)) if !file.exists() => {
            let what = format!("there is no {} yet", file.display());
            let advice = "the server creates it at its first start";
            return (None, vec![Finding::warning(PART, what).advising(advice)]);
        }
        _ => {}
    }
    let db = match connect(builder.database_url(), builder.pool()).await {
        Ok(db) => db,
        Err(error) => return (None, vec![Finding::failed(PART, ErrorChain(&error))]),
    };
    let state = schema_state(&db).await;
    let is_current = matches!(state, Ok(SchemaState::Current));
    let mut found = vec![schema(state, builder.migrates())];
    if is_current {
        found.extend(triggers(&db).await);
    }
    (Some(db), found)
}

fn schema(state: Result<SchemaState, DbErr>, migrates: bool) -> Finding {
    match state {
        Ok(SchemaState::Current) => Finding::ok(PART, "available, and its schema is current"),
        Ok(SchemaState::Behind) if migrates => {
            let advice = "the server migrates it at its start";
            Finding::warning(PART, "its schema is outdated").advising(advice)
        }
        Ok(SchemaState::Behind) => {
            let advice = "run the command `migrate`";
            Finding::failed(PART, "its schema is outdated").advising(advice)
        }
        Ok(SchemaState::Ahead { unknown }) => {
            let what = format!("a newer version migrated its schema: {unknown} is unknown");
            Finding::failed(PART, what).advising("use the newer version")
        }
        Err(error) => Finding::failed(PART, ErrorChain(&error)),
    }
}

/// Returns what is wrong with the triggers that notify of changes.
async fn triggers(db: &DatabaseConnection) -> Option<Finding> {
    match has_change_triggers(db).await {
        Ok(true) => None,
        Ok(false) => {
            let what = "triggers that notify of changes are missing or disabled, so each session \
                        is read from the database";
            let advice = "enable or create them as docs/DATABASES.md says";
            Some(Finding::warning(PART, what).advising(advice))
        }
        Err(error) => Some(Finding::failed(PART, ErrorChain(&error))),
    }
}
