use std::{fs, net::SocketAddr, path::PathBuf, process::Command};

use rustix::process::Signal;
use tempfile::TempDir;

use super::{
    daemon::{Daemon, give_away, own_address, until},
    mariadb, postgres,
    server::program,
    sql::Sql,
};

/// A secret key that servers share.
pub(crate) const KEY: &str = "aGVyZSBhcmUgdGhpcnR5LXR3byBieXRlcywgYXQgbGVhc3Q=";

/// Which program it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Postgres,
    MariaDb,
}

/// A database server of the test's own: files, address and processes. It ends with it.
pub(crate) struct DatabaseServer {
    pub(crate) engine: Engine,
    pub(crate) address: SocketAddr,
    process: Option<Daemon>,
    /// Further words of its command line.
    options: Vec<String>,
    folder: TempDir,
}

impl DatabaseServer {
    /// Makes its files only.
    pub(crate) fn install(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        give_away(folder.path());
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

    /// With an empty database in it.
    pub(crate) fn start(engine: Engine) -> Self {
        let mut server = Self::install(engine);
        server.run();
        server.admin().execute("CREATE DATABASE vestibule");
        server
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What it is started with from now on.
    pub(crate) fn set_options(&mut self, options: impl IntoIterator<Item = String>) {
        self.options = options.into_iter().collect();
    }

    /// Starts it, again maybe, and waits until it answers.
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

    /// In order, but at once: clients that are connected are sent away.
    pub(crate) fn shut_down(&mut self) {
        let mut process = self.process.take().expect("a process");
        process.signal(match self.engine {
            // "Fast"; its SIGTERM would wait until all clients have gone.
            Engine::Postgres => Signal::INT,
            Engine::MariaDb => Signal::TERM,
        });
        process.wait();
    }

    /// As a power cut does.
    pub(crate) fn kill(&mut self) {
        drop(self.process.take());
    }

    /// Its connections stay open and answer nothing.
    pub(crate) fn freeze(&self) {
        self.process().signal_all(Signal::STOP);
    }

    pub(crate) fn thaw(&self) {
        self.process().signal_all(Signal::CONT);
    }

    fn process(&self) -> &Daemon {
        self.process.as_ref().expect("a process")
    }

    /// Where its owner finds the database.
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

    /// Another connection, of its administrator.
    #[track_caller]
    pub(crate) fn admin(&self) -> Sql {
        Sql::connect(&self.admin_url()).unwrap()
    }

    /// Another connection to the database, of its owner.
    #[track_caller]
    pub(crate) fn sql(&self) -> Sql {
        self.sql_of("vestibule")
    }

    /// Another connection to another database of it.
    #[track_caller]
    pub(crate) fn sql_of(&self, database: &str) -> Sql {
        Sql::connect(&self.url_of("root", database)).unwrap()
    }

    /// The program, with its users and sessions here.
    pub(crate) fn program(&self, folder: &TempDir) -> Command {
        let mut command = program(folder);
        command
            .env("DATABASE_URL", self.url())
            .env("SECRET_KEY", KEY);
        command
    }
}
