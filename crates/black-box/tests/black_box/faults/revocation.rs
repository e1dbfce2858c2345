//! Two real servers with cached sessions: a session that was revoked at one server, by the command line or
//! with SQL is rejected by the other server at the next request.
//!
//! `VESTIBULE_REVOCATIONS` is the number of revoked sessions.

use std::{
    process::Command,
    sync::{
        Barrier,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

use super::{
    browser::{ALICE, Browser, PASSWORD},
    database::Database,
    database_server::{DatabaseServer, Engine},
    server::{Server, folder, unlimited},
};

/// Number of requests to each server after the revocation.
const AFTER: usize = 25;
/// Number of parallel requests.
const READERS_AT_EACH: usize = 2;

const END_ALL: &str = "DELETE FROM vestibule_sessions";
const KILL_THE_CHANNELS: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                                 WHERE application_name = 'vestibule changes'";

struct Hostile<'a> {
    servers: [&'a Server; 2],
    /// The command line of the same program.
    terminal: &'a dyn Fn() -> Command,
    sql: &'a dyn Fn(&str),
}

#[test]
fn session_revoked_on_one_of_two_sqlite_servers_is_rejected_on_the_other() {
    let folder = folder();
    let servers = [(); 2].map(|()| Server::run(&mut unlimited(&folder)));
    servers[0].browser().register(ALICE, PASSWORD).leads_to("/");
    let file = folder.path().join("data/vestibule.sqlite3");
    let hostile = Hostile {
        servers: [&servers[0], &servers[1]],
        terminal: &|| unlimited(&folder),
        sql: &|sql| Database::open(&file).execute(sql),
    };
    (0..revocations()).for_each(|round| hostile.round(round));
}

#[test]
fn session_revoked_on_one_of_two_postgres_servers_is_rejected_on_the_other() {
    let database = DatabaseServer::start(Engine::Postgres);
    let folders = [folder(), folder()];
    let program = |number: usize| {
        let mut program = database.program(&folders[number]);
        program.env("RATE_LIMITS", "off");
        program
    };
    let servers = [0, 1].map(|number| Server::run(&mut program(number)));
    servers[0].browser().register(ALICE, PASSWORD).leads_to("/");
    let hostile = Hostile {
        servers: [&servers[0], &servers[1]],
        terminal: &|| program(0),
        sql: &|sql| database.sql().execute(sql),
    };
    for round in 0..revocations() {
        if round % 3 == 1 {
            let sql = database.sql();
            thread::scope(|scope| {
                scope.spawn(|| {
                    thread::sleep(Duration::from_millis(60));
                    sql.execute(KILL_THE_CHANNELS);
                });
                hostile.round(round);
            });
        } else {
            hostile.round(round);
        }
    }
}

fn revocations() -> usize {
    let asked = std::env::var("VESTIBULE_REVOCATIONS").ok();
    asked.map_or(12, |number| number.parse().unwrap())
}

impl Hostile<'_> {
    /// Logs in, sends requests with the cookie to both servers all the time, and revokes the session
    /// meanwhile.
    fn round(&self, round: usize) {
        let mut alice = self.servers[round % 2].browser();
        alice.log_in(ALICE, PASSWORD).leads_to("/");
        let is_over = &AtomicBool::new(false);
        let readers = self.servers.repeat(READERS_AT_EACH);
        let all_in = &Barrier::new(readers.len() + 1);
        thread::scope(|scope| {
            for server in readers {
                let mut browser = alice.at(server.address);
                scope.spawn(move || {
                    let is_in = browser.is_logged_in();
                    all_in.wait();
                    assert!(is_in);
                    read(browser, is_over);
                });
            }
            all_in.wait();
            // At a different moment each time.
            thread::sleep(Duration::from_millis((round as u64 * 7) % 23));
            self.end(round, alice.clone());
            is_over.store(true, SeqCst);
        });
    }

    /// Revokes the session in each of the possible ways, and returns when the revocation was answered.
    fn end(&self, round: usize, mut alice: Browser) {
        match round % 4 {
            0 => alice.post("/logout", &[]).leads_to("/login"),
            1 => {
                let mut elsewhere = self.servers[1].browser();
                elsewhere.log_in(ALICE, PASSWORD).leads_to("/");
                elsewhere
                    .post("/settings/sessions/revoke-others", &[])
                    .leads_to("/settings/sessions");
            }
            2 => {
                let revoke = (self.terminal)()
                    .args(["sessions", "revoke", ALICE])
                    .output();
                assert!(revoke.unwrap().status.success());
            }
            _ => (self.sql)(END_ALL),
        }
    }
}

/// Requests a page repeatedly. A request that was sent after the revocation must never be
/// authenticated.
fn read(mut browser: Browser, is_over: &AtomicBool) {
    let cookies = browser.cookies.clone();
    let mut refused = 0;
    while refused < AFTER {
        let begins_after = is_over.load(SeqCst);
        let is_in = browser.is_logged_in();
        browser.cookies.clone_from(&cookies);
        if begins_after {
            assert!(!is_in, "a revoked session is accepted");
            refused += 1;
        }
    }
}
