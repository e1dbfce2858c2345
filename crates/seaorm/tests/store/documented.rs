//! docs/reference/tables.md has the tables and columns of the schema.

use std::collections::BTreeSet;

use vestibule_seaorm::sea_orm::{ConnectionTrait, Statement};

use crate::database::TestDatabase;

on_each_database!(documented_tables_and_columns_are_those_of_the_schema);

const COLUMNS: &str = "SELECT table_name, column_name FROM information_schema.columns \
                       WHERE table_name LIKE 'vestibule%' AND table_schema = ";

const SQLITE: &str = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c \
                      WHERE m.type = 'table' AND m.name LIKE 'vestibule%'";

/// Columns by the headings and tables of the page, without those of other databases.
fn documented(page: &str, is_mysql: bool) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for section in page.split("\n## `").skip(1) {
        let (table, section) = section.split_once('`').unwrap();
        let section = section.split("\n## ").next().unwrap();
        for row in section.lines().filter(|line| line.starts_with("| `")) {
            let column = row.split('`').nth(1).unwrap();
            if is_mysql || !row.contains("MariaDB and MySQL only") {
                found.insert((table.to_owned(), column.to_owned()));
            }
        }
    }
    found
}

async fn documented_tables_and_columns_are_those_of_the_schema(database: &TestDatabase) {
    let db = database.migrated().await;
    let backend = db.get_database_backend();
    let (is_mysql, query) = match backend {
        vestibule_seaorm::sea_orm::DbBackend::MySql => (true, format!("{COLUMNS}database()")),
        vestibule_seaorm::sea_orm::DbBackend::Postgres => {
            (false, format!("{COLUMNS}current_schema()"))
        }
        _ => (false, SQLITE.to_owned()),
    };
    let rows = db.query_all_raw(Statement::from_string(backend, query));
    let columns: BTreeSet<(String, String)> = rows
        .await
        .unwrap()
        .iter()
        .map(|row| {
            let text = |index| row.try_get_by::<String, usize>(index).unwrap();
            (text(0), text(1))
        })
        .collect();
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/reference/tables.md"
    );
    let page = std::fs::read_to_string(page).unwrap();
    assert_eq!(documented(&page, is_mysql), columns);
}
