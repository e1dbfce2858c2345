//! A look at the SQLite file of a program.

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};
use tokio::runtime::{Builder, Runtime};

/// A connection of another process to the database file.
pub struct Database {
    runtime: Runtime,
    connection: DatabaseConnection,
}

impl Database {
    /// Opens an SQLite file.
    pub fn open(file: &Path) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let mut options = ConnectOptions::new(format!("sqlite://{}", file.display()));
        options.max_connections(1).sqlx_logging(false);
        let connection = runtime.block_on(sea_orm::Database::connect(options));
        Self {
            connection: connection.unwrap(),
            runtime,
        }
    }

    /// Executes a statement.
    pub fn execute(&self, sql: &str) {
        let done = self.connection.execute_unprepared(sql);
        self.runtime.block_on(done).unwrap();
    }

    /// The first number of the first row.
    pub fn number(&self, sql: &str) -> i64 {
        self.row(sql).try_get_by_index(0).unwrap()
    }

    /// The first text of the first row.
    pub fn text(&self, sql: &str) -> String {
        self.row(sql).try_get_by_index(0).unwrap()
    }

    fn row(&self, sql: &str) -> sea_orm::QueryResult {
        let query = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql);
        let row = self.connection.query_one_raw(query);
        self.runtime.block_on(row).unwrap().expect("a row")
    }
}
