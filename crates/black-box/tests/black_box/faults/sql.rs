use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, QueryResult, Statement,
};
use tokio::runtime::{Builder, Runtime};

/// One connection to a database server, besides those of the program under test.
pub(crate) struct Sql {
    runtime: Runtime,
    connection: DatabaseConnection,
}

impl Sql {
    pub(crate) fn connect(url: &str) -> Result<Self, DbErr> {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(5))
            .sqlx_logging(false);
        let connection = runtime.block_on(Database::connect(options))?;
        Ok(Self {
            runtime,
            connection,
        })
    }

    #[track_caller]
    pub(crate) fn execute(&self, sql: &str) {
        self.try_to(sql).unwrap();
    }

    pub(crate) fn try_to(&self, sql: &str) -> Result<(), DbErr> {
        let done = self.connection.execute_unprepared(sql);
        self.runtime.block_on(done).map(drop)
    }

    /// The first column of the first row, a number.
    #[track_caller]
    pub(crate) fn number(&self, sql: &str) -> i64 {
        self.rows(sql)[0].try_get_by_index(0).unwrap()
    }

    /// The first column of each row, a text.
    #[track_caller]
    pub(crate) fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.rows(sql);
        rows.iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    #[track_caller]
    fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let query = Statement::from_string(self.connection.get_database_backend(), sql);
        let rows = self.connection.query_all_raw(query);
        self.runtime.block_on(rows).unwrap()
    }
}
