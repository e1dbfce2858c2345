use std::fs;

use super::{
    browser::{ALICE, PASSWORD},
    daemon::until,
    database_server::{DatabaseServer, Engine},
    misconfiguration::error_of,
    server::{Server, folder},
};

const NOT_YET: &str = "database unavailable; retrying";

fn start_gives_up(engine: Engine) {
    let database = DatabaseServer::install(engine);
    let folder = folder();
    let mut program = database.program(&folder);
    let ended = program.env("DATABASE_WAIT", "2s").output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    let log = String::from_utf8(ended.stderr).unwrap();
    let (tries, end): (Vec<_>, Vec<_>) = log.lines().partition(|line| line.contains(NOT_YET));
    assert!(tries.len() >= 2, "{log}");
    let [end] = end[..] else {
        panic!("{log}");
    };
    assert!(error_of(end).contains("Connection refused"), "{end}");
    assert_eq!(String::from_utf8(ended.stdout).unwrap(), "");
}

#[test]
fn start_without_postgres_logs_each_retry_and_gives_up() {
    start_gives_up(Engine::Postgres);
}

#[test]
fn start_without_mariadb_logs_each_retry_and_gives_up() {
    start_gives_up(Engine::MariaDb);
}

fn waits(engine: Engine) {
    let mut database = DatabaseServer::start(engine);
    database.shut_down();
    let folder = folder();
    let starting = Server::launch(&mut database.program(&folder));
    let log = folder.path().join("log");
    until("it says so", || {
        fs::read_to_string(&log).unwrap().contains(NOT_YET)
    });
    database.run();
    let mut server = starting.ready();
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.is_healthy();
}

#[test]
fn server_started_before_postgres_serves_once_it_is_up() {
    waits(Engine::Postgres);
}

#[test]
fn server_started_before_mariadb_serves_once_it_is_up() {
    waits(Engine::MariaDb);
}
