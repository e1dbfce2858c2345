use std::thread;

use super::{
    browser::{ALICE, PASSWORD},
    client_load::{in_time, is_unavailable},
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

const CONNECTIONS: usize = 5;
const DISCONNECT_ALL: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
     WHERE datname = 'vestibule' AND pid <> pg_backend_pid()";

#[test]
fn postgres_connections_closed_between_requests_are_replaced() {
    let database = DatabaseServer::start(Engine::Postgres);
    let folder = folder();
    let mut program = database.program(&folder);
    let mut server = Server::run(program.env("DATABASE_CONNECTIONS", CONNECTIONS.to_string()));
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let admin = database.admin();
    for _ in 0..5 {
        thread::scope(|scope| {
            for _ in 0..2 * CONNECTIONS {
                scope.spawn(|| alice.clone().get("/settings").has_status(200));
            }
        });
        admin.number(DISCONNECT_ALL);
        // A broken connection is noticed when it is used.
        let mut failed = 0;
        for _ in 0..2 * CONNECTIONS {
            let answer = in_time(|| alice.get("/settings"));
            if answer.status != 200 {
                is_unavailable(&answer);
                failed += 1;
            }
        }
        assert!(failed <= CONNECTIONS, "{failed} pages failed");
        assert!(alice.is_logged_in());
    }
    server.is_healthy();
}

#[test]
fn postgres_connection_lost_in_a_registration_leaves_no_partial_account() {
    let database = DatabaseServer::start(Engine::Postgres);
    let folder = folder();
    let mut server = Server::run(&mut database.program(&folder));
    let admin = database.admin();
    let locked = database.sql();
    locked.execute("BEGIN");
    // The account is inserted, its session is not yet.
    locked.execute("LOCK TABLE vestibule_sessions IN EXCLUSIVE MODE");
    thread::scope(|scope| {
        let registration = scope.spawn(|| server.browser().register(ALICE, PASSWORD));
        let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE wait_event_type = 'Lock' AND datname = 'vestibule'";
        while admin.number(end) == 0 {
            thread::yield_now();
        }
        is_unavailable(&registration.join().unwrap());
    });
    locked.execute("ROLLBACK");
    assert_eq!(locked.number("SELECT count(*) FROM vestibule_users"), 0);
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.is_healthy();
}
