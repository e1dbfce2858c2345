//! A database for one test, which is deleted when the test ends.

use std::hash::{BuildHasher, RandomState};

use tempfile::TempDir;
use vestibule_seaorm::{
    PoolOptions, connect, migrate,
    sea_orm::{ConnectionTrait, DatabaseConnection},
};

/// Dropped after the connections to it.
pub(crate) struct TestDatabase {
    pub(crate) url: String,
    _kept: Kept,
}

#[expect(dead_code, reason = "held for what happens when they are dropped")]
enum Kept {
    File(TempDir),
    OnServer(Dropped),
}

/// An empty database in a new file.
pub(crate) async fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().unwrap();
    TestDatabase {
        url: format!("sqlite://{}/vestibule.db", folder.path().display()),
        _kept: Kept::File(folder),
    }
}

/// An empty database on the server at `POSTGRES_URL`.
pub(crate) async fn postgres() -> TestDatabase {
    on_server("POSTGRES_URL", "WITH (FORCE)").await
}

/// An empty database on the server at `MARIADB_URL`.
pub(crate) async fn mariadb() -> TestDatabase {
    on_server("MARIADB_URL", "").await
}

async fn on_server(variable: &str, force: &'static str) -> TestDatabase {
    let server = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set"));
    let name = format!(
        "vestibule_test_{:016x}",
        RandomState::new().hash_one(variable)
    );
    execute(&server, &format!("CREATE DATABASE {name}")).await;
    let (rest, _) = server.rsplit_once('/').expect("the URL names a database");
    TestDatabase {
        url: format!("{rest}/{name}"),
        _kept: Kept::OnServer(Dropped {
            server,
            sql: format!("DROP DATABASE {name} {force}"),
        }),
    }
}

async fn execute(server: &str, sql: &str) {
    let db = connect(server, &pool(1)).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

pub(crate) fn pool(max_connections: u32) -> PoolOptions {
    PoolOptions {
        max_connections,
        // Other processes may use the same server.
        timeout: std::time::Duration::from_secs(30),
    }
}

impl TestDatabase {
    /// A pool of its own, as another server has.
    pub(crate) async fn connect(&self) -> DatabaseConnection {
        connect(&self.url, &pool(10)).await.unwrap()
    }

    /// A pool of its own, with a migrated schema.
    pub(crate) async fn migrated(&self) -> DatabaseConnection {
        let db = self.connect().await;
        migrate(&db).await.unwrap();
        db
    }
}

/// Dropped on a thread of its own, because a test that panics cannot wait for a future.
struct Dropped {
    server: String,
    sql: String,
}

impl Drop for Dropped {
    fn drop(&mut self) {
        let (server, sql) = (self.server.clone(), self.sql.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.unwrap().block_on(execute(&server, &sql));
        });
        if dropping.join().is_err() && !std::thread::panicking() {
            panic!("a database of a test is left behind: {}", self.sql);
        }
    }
}
