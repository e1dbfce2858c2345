use std::time::Duration;

use tokio::time::{Instant, sleep};
use vestibule_domain::ErrorChain;
use vestibule_seaorm::{
    ConnectError, PoolOptions, SchemaState, check_pool, connect, migrate, schema_state,
    sea_orm::{ConnectionTrait, DatabaseConnection},
    sqlite_file,
};

use crate::StartError;

/// The default database: an SQLite file, which needs no configuration.
pub const DEFAULT_DATABASE_URL: &str = "sqlite://data/vestibule.sqlite3";
/// The pause between two attempts to connect at start.
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// The configuration of the database.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    pub(crate) url: String,
    /// The pool of the application, which takes precedence over the URL.
    pub(crate) own: Option<DatabaseConnection>,
    pub(crate) pool: PoolOptions,
    pub(crate) wait: Duration,
    pub(crate) migrate: bool,
    /// Whether a missing file or schema is an error.
    pub(crate) must_exist: bool,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: DEFAULT_DATABASE_URL.to_owned(),
            own: None,
            pool: PoolOptions::default(),
            wait: Duration::from_secs(30),
            migrate: true,
            must_exist: false,
        }
    }
}

impl Database {
    /// Connects, and migrates or checks the schema.
    pub(crate) async fn open(&self) -> Result<DatabaseConnection, StartError> {
        self.check_file()?;
        let db = match &self.own {
            Some(db) => {
                check_pool(db).await?;
                db.clone()
            }
            None => self.reach().await?,
        };
        if self.must_exist && !has_accounts(&db).await {
            return Err(StartError::NoAccounts);
        }
        if self.migrate {
            migrate(&db).await?;
            return Ok(db);
        }
        match schema_state(&db).await.map_err(ConnectError::from)? {
            SchemaState::Current => Ok(db),
            SchemaState::Behind => Err(StartError::SchemaBehind),
            SchemaState::Ahead { unknown } => {
                Err(vestibule_seaorm::MigrateError::Ahead { unknown }.into())
            }
        }
    }

    /// Checks that the SQLite file exists, if the database must exist.
    fn check_file(&self) -> Result<(), StartError> {
        if !self.must_exist || self.own.is_some() {
            return Ok(());
        }
        match sqlite_file(&self.url)? {
            Some(file) if !file.exists() => Err(StartError::NoDatabase {
                path: std::path::absolute(&file).unwrap_or(file),
            }),
            _ => Ok(()),
        }
    }

    /// Retries until the database is available: deployments often start both at once, in any order.
    async fn reach(&self) -> Result<DatabaseConnection, StartError> {
        let end = Instant::now() + self.wait;
        loop {
            match connect(&self.url, &self.pool).await {
                Err(error) if self.is_remote() && error.is_temporary() && Instant::now() < end => {
                    tracing::warn!(error = %ErrorChain(&error), "database unavailable; retrying");
                    sleep(BETWEEN_TRIES).await;
                }
                done => return Ok(done?),
            }
        }
    }

    /// Whether there is no SQLite file to store a secret key next to.
    pub(crate) fn has_no_place_for_a_key(&self) -> bool {
        self.own.is_some() || self.is_remote()
    }

    /// Whether it is a database server, which others may use too and which may start later.
    fn is_remote(&self) -> bool {
        let scheme = self.url.split_once(':').map_or("", |(scheme, _)| scheme);
        matches!(
            &*scheme.to_lowercase(),
            "postgres" | "postgresql" | "mysql" | "mariadb"
        )
    }
}

/// Whether the database has the schema of Vestibule, in any version.
async fn has_accounts(db: &DatabaseConnection) -> bool {
    let table = "SELECT 1 FROM vestibule_users WHERE 1 = 0";
    db.execute_unprepared(table).await.is_ok()
}
