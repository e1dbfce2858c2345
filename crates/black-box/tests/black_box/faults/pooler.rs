use std::{
    fs,
    net::{SocketAddr, TcpStream},
    process::Output,
};

use tempfile::TempDir;

use super::{
    browser::{ALICE, PASSWORD},
    daemon::{Daemon, give_to_unprivileged_user, own_address, unprivileged, until},
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

/// A PgBouncer in front of a PostgreSQL server of its own.
struct Pooler {
    database: DatabaseServer,
    address: SocketAddr,
    _process: Daemon,
    _folder: TempDir,
}

impl Pooler {
    /// It caches `statements` named statements, if its version supports them.
    fn start(settings: &str, statements: u32) -> Self {
        let database = DatabaseServer::start(Engine::Postgres);
        let (folder, address) = (folder(), own_address());
        give_to_unprivileged_user(folder.path());
        let config = folder.path().join("pgbouncer.ini");
        let (behind, before) = (database.address, address);
        let statements = match knows_prepared_statements() {
            true => format!("max_prepared_statements = {statements}"),
            false => String::new(),
        };
        let text = format!(
            "[databases]\n\
             vestibule = host={} port={} user=root\n\
             [pgbouncer]\n\
             listen_addr = {}\n\
             listen_port = {}\n\
             unix_socket_dir =\n\
             auth_type = any\n\
             {settings}\n\
             {statements}\n",
            behind.ip(),
            behind.port(),
            before.ip(),
            before.port(),
        );
        fs::write(&config, text).unwrap();
        let log = folder.path().join("log");
        let mut process = Daemon::start(unprivileged("pgbouncer").arg(&config), &log);
        until("the pooler answers", || {
            assert!(
                process.is_running(),
                "{}",
                fs::read_to_string(&log).unwrap()
            );
            TcpStream::connect(address).is_ok()
        });
        Self {
            database,
            address,
            _process: process,
            _folder: folder,
        }
    }

    fn url(&self) -> String {
        format!("postgres://root@{}/vestibule", self.address)
    }

    /// Runs a command to its end, with the database behind this pooler.
    fn run(&self, folder: &TempDir, command: &str, url: &str) -> Output {
        let mut program = self.database.program(folder);
        program.env("DATABASE_URL", url).arg(command);
        program.output().unwrap()
    }
}

#[track_caller]
fn is_refused(pooler: &Pooler, option: &str) {
    let folder = folder();
    let url = pooler.url() + option;
    for command in ["serve", "migrate", "check"] {
        let ended = pooler.run(&folder, command, &url);
        let output = [ended.stdout, ended.stderr].concat();
        let output = String::from_utf8(output).unwrap();
        assert!(!ended.status.success(), "{command}: {output}");
        for remedy in ["session mode", "connect to PostgreSQL directly"] {
            assert!(output.contains(remedy), "{command}: {output}");
        }
    }
}

#[test]
fn transaction_pooler_is_refused_with_the_remedy() {
    is_refused(&Pooler::start("pool_mode = transaction", 0), "");
}

#[test]
fn transaction_pooler_with_a_single_connection_is_refused() {
    let single = "pool_mode = transaction\ndefault_pool_size = 1";
    is_refused(&Pooler::start(single, 0), "");
}

#[test]
fn transaction_pooler_with_round_robin_is_refused() {
    let in_turn = "pool_mode = transaction\nmin_pool_size = 4\nserver_round_robin = 1";
    is_refused(&Pooler::start(in_turn, 0), "");
}

#[test]
fn transaction_pooler_without_a_statement_cache_is_refused() {
    let pooler = Pooler::start("pool_mode = transaction", 0);
    is_refused(&pooler, "?statement-cache-capacity=0");
}

#[track_caller]
fn works(pooler: &Pooler) {
    let folder = folder();
    let mut program = pooler.database.program(&folder);
    program.env("RATE_LIMITS", "off");
    let mut server = Server::run(program.env("DATABASE_URL", pooler.url()));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..4 {
                    let mut browser = server.browser();
                    let answer = browser.log_in(ALICE, PASSWORD);
                    assert_eq!(answer.status, 303, "{}", server.log());
                    assert!(browser.is_logged_in());
                }
            });
        }
    });
    server.is_healthy();
}

#[test]
fn session_pooler_serves_registrations_and_logins() {
    works(&Pooler::start(
        "pool_mode = session\ndefault_pool_size = 40",
        0,
    ));
}

/// A `LISTEN` of one client would deliver its notifications to another one.
#[test]
fn transaction_pooler_with_prepared_statements_is_refused() {
    is_refused(&Pooler::start("pool_mode = transaction", 200), "");
}

/// PgBouncer supports it since 1.21.
fn knows_prepared_statements() -> bool {
    let version = unprivileged("pgbouncer").arg("--version").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let number = version.split_whitespace().nth(1).unwrap();
    let mut parts = number.split('.').map(|part| part.parse::<u32>().unwrap());
    (parts.next(), parts.next()) >= (Some(1), Some(21))
}
