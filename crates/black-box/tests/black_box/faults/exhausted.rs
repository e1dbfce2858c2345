use std::thread;

use super::{
    browser::{ALICE, PASSWORD, credentials},
    client_load::{in_time, is_unavailable},
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

const BOB: &str = "bob@example.com";
const LOCK_ALICE: &str =
    "SELECT 1 FROM vestibule_users WHERE email_canonical = 'alice@example.com' FOR UPDATE";

/// Requests that wait for a lock hold all connections: all other requests wait for a connection.
fn is_exhausted(engine: Engine) {
    let database = DatabaseServer::start(engine);
    let folder = folder();
    let mut program = database.program(&folder);
    program.env("RATE_LIMITS", "off"); // all requests are of one user
    program.env("DATABASE_TIMEOUT", "1s");
    let mut server = Server::run(program.env("DATABASE_CONNECTIONS", "3"));
    let mut bob = server.browser();
    bob.register(BOB, PASSWORD).leads_to("/");
    server.browser().register(ALICE, PASSWORD).leads_to("/");

    let locked = database.sql();
    locked.execute("BEGIN");
    locked.execute(LOCK_ALICE);
    let form = bob.request("POST", "/login", &credentials(ALICE, PASSWORD));
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| {
                let answer = in_time(|| server.browser().try_to(&form).unwrap());
                is_unavailable(&answer);
            });
        }
        for _ in 0..10 {
            let answer = in_time(|| bob.get("/settings"));
            if answer.status != 200 {
                is_unavailable(&answer);
            }
            server.browser().get("/login").has_status(200);
        }
    });
    locked.execute("ROLLBACK");
    assert!(bob.is_logged_in());
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    let sessions = locked.number("SELECT count(*) FROM vestibule_sessions");
    assert_eq!(sessions, 3, "who heard 503 is not logged in");
    server.is_healthy();
}

#[test]
fn exhausted_postgres_pool_returns_503_within_the_timeout() {
    is_exhausted(Engine::Postgres);
}

#[test]
fn exhausted_mariadb_pool_returns_503_within_the_timeout() {
    is_exhausted(Engine::MariaDb);
}

/// If they held their places at the hasher, of which there are as many as cores, no other
/// password could be verified.
#[test]
fn requests_waiting_for_the_database_do_not_block_hashing() {
    let database = DatabaseServer::start(Engine::Postgres);
    let folder = folder();
    let mut program = database.program(&folder);
    program.env("RATE_LIMITS", "off"); // all requests are of one user
    program.env("DATABASE_TIMEOUT", "60s");
    let mut server = Server::run(program.env("DATABASE_CONNECTIONS", "20"));
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.browser().register(BOB, PASSWORD).leads_to("/");
    let locked = database.sql();
    locked.execute("BEGIN");
    locked.execute(LOCK_ALICE);
    let form = server
        .browser()
        .request("POST", "/login", &credentials(ALICE, PASSWORD));
    let waiting: Vec<_> = (0..16)
        .map(|_| server.browser().ask(&form).unwrap())
        .collect();
    let watcher = database.admin();
    let wait = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while watcher.number(wait) < 16 {
        thread::yield_now();
    }
    // Long before the lock is released, on which it does not depend.
    in_time(|| server.browser().log_in(BOB, PASSWORD)).leads_to("/");
    in_time(|| server.browser().log_in(BOB, "not his password")).has_status(422);
    locked.execute("ROLLBACK");
    for asked in waiting {
        asked.answer().unwrap().leads_to("/");
    }
    server.is_healthy();
}
