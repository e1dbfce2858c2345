use std::{path::Path, process::Command};

/// A database of the benchmark on the server of `POSTGRES_URL`, until it is dropped.
pub(crate) struct Postgres {
    server: String,
    name: String,
}

impl Postgres {
    /// `None` if there is no server.
    pub(crate) fn create(purpose: &str) -> Option<Self> {
        let server = std::env::var("POSTGRES_URL").ok()?;
        let name = format!("vestibule_bench_{}_{purpose}", std::process::id());
        let database = Self { server, name };
        database.sql("CREATE DATABASE");
        Some(database)
    }

    pub(crate) fn url(&self) -> String {
        let (server, _) = self
            .server
            .rsplit_once('/')
            .expect("the name of a database");
        format!("{server}/{}", self.name)
    }

    fn sql(&self, what: &str) {
        let mut psql = Command::new("psql");
        psql.arg(&self.server).args(["--quiet", "--command"]);
        psql.arg(format!("{what} {}", self.name));
        assert!(psql.status().unwrap().success(), "{psql:?}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.sql("DROP DATABASE");
    }
}

/// Runs statements in an SQLite database that a program has open.
pub(crate) fn sqlite(file: &Path, sql: &str) {
    let mut sqlite = Command::new("sqlite3");
    sqlite.args(["-cmd", ".timeout 60000"]).arg(file).arg(sql);
    assert!(sqlite.status().unwrap().success(), "{sql}");
}
