use std::{fs, net::SocketAddr, path::PathBuf, process::Command};

use rustix::process::Signal;
use tempfile::TempDir;

use super::{
    daemon::{Daemon, give_to_unprivileged_user, own_address, until},
    mariadb, postgres,
    server::program,
    sql::Sql,
};

/// The secret key of all servers.
pub(crate) const KEY: &str = "aGVyZSBhcmUgdGhpcnR5LXR3byBieXRlcywgYXQgbGVhc3Q=";

/// The kind of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Postgres,
    MariaDb,
}

/// A database server of one test: files, address and processes, all of which it deletes when dropped.
pub(crate) struct DatabaseServer {
    pub(crate) engine: Engine,
    pub(crate) address: SocketAddr,
    process: Option<Daemon>,
    /// Additional command-line arguments.
    options: Vec<String>,
    folder: TempDir,
}

impl DatabaseServer {
    /// Creates its files, without starting it.
    pub(crate) fn install(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        give_to_unprivileged_user(folder.path());
        let data = folder.path().join("data");
        match engine {
            Engine::Postgres => postgres::install(&data),
            Engine::MariaDb => mariadb::install(&data),
        }
        Self {
            engine,
            address: own_address(),
            process: None,
            options: Vec::new(),
            folder,
        }
    }

    /// Starts it, with an empty database.
    pub(crate) fn start(engine: Engine) -> Self {
        let mut server = Self::install(engine);
        server.run();
        server.admin().execute("CREATE DATABASE vestibule");
        server
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Sets the arguments of the next start.
    pub(crate) fn set_options(&mut self, options: impl IntoIterator<Item = String>) {
        self.options = options.into_iter().collect();
    }

    /// Starts it, also again, and waits until it answers.
    #[track_caller]
    pub(crate) fn run(&mut self) {
        let mut command = match self.engine {
            Engine::Postgres => postgres::server(&self.data(), self.address),
            Engine::MariaDb => mariadb::server(&self.data(), self.address),
        };
        command.args(&self.options);
        let log = self.folder.path().join("log");
        let mut process = Daemon::start(&mut command, &log);
        let url = self.admin_url();
        until("the database server answers", || {
            let end = || fs::read_to_string(&log).unwrap();
            assert!(process.is_running(), "{}", end());
            Sql::connect(&url).is_ok()
        });
        self.process = Some(process);
    }

    /// Stops it in order, and disconnects its clients.
    pub(crate) fn shut_down(&mut self) {
        let mut process = self.process.take().expect("a process");
        process.signal(match self.engine {
            // SIGINT is the "fast" shutdown; after SIGTERM it would wait for all clients.
            Engine::Postgres => Signal::INT,
            Engine::MariaDb => Signal::TERM,
        });
        process.wait();
    }

    /// Kills it, as a power failure does.
    pub(crate) fn kill(&mut self) {
        drop(self.process.take());
    }

    /// Suspends it: connections stay open and get no answer.
    pub(crate) fn freeze(&self) {
        self.process().signal_all(Signal::STOP);
    }

    pub(crate) fn thaw(&self) {
        self.process().signal_all(Signal::CONT);
    }

    fn process(&self) -> &Daemon {
        self.process.as_ref().expect("a process")
    }

    /// The URL of the database for its owner.
    pub(crate) fn url(&self) -> String {
        self.url_of("root", "vestibule")
    }

    pub(crate) fn url_of(&self, user: &str, database: &str) -> String {
        let scheme = match self.engine {
            Engine::Postgres => "postgres",
            Engine::MariaDb => "mysql",
        };
        format!("{scheme}://{user}@{}/{database}", self.address)
    }

    fn admin_url(&self) -> String {
        self.url_of(
            "root",
            match self.engine {
                Engine::Postgres => "postgres",
                Engine::MariaDb => "mysql",
            },
        )
    }

    /// Opens a connection of the administrator.
    #[track_caller]
    pub(crate) fn admin(&self) -> Sql {
        Sql::connect(&self.admin_url()).unwrap()
    }

    /// Opens a connection of the owner to the database.
    #[track_caller]
    pub(crate) fn sql(&self) -> Sql {
        self.sql_of("vestibule")
    }

    /// Opens a connection of the owner to another database.
    #[track_caller]
    pub(crate) fn sql_of(&self, database: &str) -> Sql {
        Sql::connect(&self.url_of("root", database)).unwrap()
    }

    /// The program with its data in this database.
    pub(crate) fn program(&self, folder: &TempDir) -> Command {
        let mut command = program(folder);
        command
            .env("DATABASE_URL", self.url())
            .env("SECRET_KEY", KEY);
        command
    }
}
