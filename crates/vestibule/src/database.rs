use std::time::Duration;

use tokio::time::{Instant, sleep};
use vestibule_domain::Causes;
use vestibule_seaorm::{
    ConnectError, PoolOptions, SchemaState, check_pool, connect, migrate, schema_state,
    sea_orm::{ConnectionTrait, DatabaseConnection},
    sqlite_file,
};

use crate::StartError;

/// An SQLite file, for a first try without any configuration.
pub(crate) const DEFAULT_URL: &str = "sqlite://data/vestibule.sqlite3";
/// The pause between two tries to reach a database that is not there yet.
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// Where users and sessions are, and how to get there.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    pub(crate) url: String,
    /// A pool that the host has already, in place of the URL.
    pub(crate) own: Option<DatabaseConnection>,
    pub(crate) pool: PoolOptions,
    pub(crate) wait: Duration,
    pub(crate) migrate: bool,
    /// Whether it is an error that nothing was ever migrated there, or no file is there.
    pub(crate) must_exist: bool,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: DEFAULT_URL.to_owned(),
            own: None,
            pool: PoolOptions::default(),
            wait: Duration::from_secs(30),
            migrate: true,
            must_exist: false,
        }
    }
}

impl Database {
    /// Connects, and makes or demands a schema that is current.
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

    /// Looks for the file of SQLite, where the database must be there already.
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

    /// A server and its database are often started together, and in any order.
    async fn reach(&self) -> Result<DatabaseConnection, StartError> {
        let end = Instant::now() + self.wait;
        loop {
            match connect(&self.url, &self.pool).await {
                Err(error) if self.is_remote() && error.is_temporary() && Instant::now() < end => {
                    tracing::warn!(error = %Causes(&error), "the database is not there yet");
                    sleep(BETWEEN_TRIES).await;
                }
                done => return Ok(done?),
            }
        }
    }

    /// Whether nobody but the host knows where a secret key belongs.
    pub(crate) fn has_no_place_for_a_key(&self) -> bool {
        self.own.is_some() || self.is_remote()
    }

    /// Whether it is a server, which others may use too, and which may come up later.
    fn is_remote(&self) -> bool {
        let scheme = self.url.split_once(':').map_or("", |(scheme, _)| scheme);
        matches!(
            &*scheme.to_lowercase(),
            "postgres" | "postgresql" | "mysql" | "mariadb"
        )
    }
}

/// Whether the schema was ever made there, whatever became of it since.
async fn has_accounts(db: &DatabaseConnection) -> bool {
    let table = "SELECT 1 FROM vestibule_users WHERE 1 = 0";
    db.execute_unprepared(table).await.is_ok()
}
