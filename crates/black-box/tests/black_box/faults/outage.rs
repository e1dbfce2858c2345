use super::{
    browser::{ALICE, Browser, PASSWORD},
    client_load::{Crowd, in_time, is_unavailable},
    daemon::until,
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

/// A way in which a database fails, and the way back.
struct Outage {
    begins: fn(&mut DatabaseServer),
    ends: fn(&mut DatabaseServer),
}

const SHUT_DOWN: Outage = Outage {
    begins: DatabaseServer::shut_down,
    ends: DatabaseServer::run,
};
const KILLED: Outage = Outage {
    begins: DatabaseServer::kill,
    ends: DatabaseServer::run,
};
const FROZEN: Outage = Outage {
    begins: |database| database.freeze(),
    ends: |database| database.thaw(),
};

fn survives(engine: Engine, outage: &Outage) {
    let mut database = DatabaseServer::start(engine);
    let folder = folder();
    let mut program = database.program(&folder);
    program
        .env("DATABASE_TIMEOUT", "1s")
        .env("RATE_LIMITS", "off");
    let mut server = Server::run(&mut program);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let crowd = Crowd::gather(&alice, &server.browser(), ALICE);
    crowd.wait_for_progress();

    (outage.begins)(&mut database);
    for _ in 0..3 {
        assert_degraded_service(&server, &mut alice);
    }

    (outage.ends)(&mut database);
    is_ready_again(&mut server.browser());
    crowd.wait_for_progress();
    let accounts = crowd.stop();
    assert!(alice.is_logged_in(), "her session outlived it");
    for email in accounts.iter().rev().take(5) {
        server.browser().log_in(email, PASSWORD).leads_to("/");
    }
    has_whole_rows(&database, &accounts);
    server.is_healthy();
}

/// During the outage.
fn assert_degraded_service(server: &Server, alice: &mut Browser) {
    let mut visitor = server.browser();
    visitor.get("/healthz").has_status(200);
    visitor.get("/login").has_status(200);
    visitor.get("/register").has_status(200);
    visitor.get("/settings").leads_to("/login?next=%2Fsettings");

    in_time(|| visitor.get("/readyz")).has_status(503);
    is_unavailable(&in_time(|| alice.get("/settings")));
    is_unavailable(&in_time(|| alice.get("/login")));
    is_unavailable(&in_time(|| alice.post("/logout", &[])));
    is_unavailable(&in_time(|| {
        alice.change_password(PASSWORD, "another one of mine")
    }));
    is_unavailable(&in_time(|| visitor.log_in(ALICE, PASSWORD)));
    is_unavailable(&in_time(|| visitor.register("b@example.com", PASSWORD)));
}

/// Without a restart of the server.
#[track_caller]
pub(crate) fn is_ready_again(visitor: &mut Browser) {
    until("it is ready again", || {
        in_time(|| visitor.get("/readyz")).status == 200
    });
}

/// An account and its first session are one unit of work, and no user logs out here.
#[track_caller]
pub(crate) fn has_whole_rows(database: &DatabaseServer, accounts: &[String]) {
    let sql = database.sql();
    let halves = sql.number(
        "SELECT count(*) FROM vestibule_users WHERE NOT EXISTS (SELECT 1 FROM \
         vestibule_sessions WHERE vestibule_sessions.user_id = vestibule_users.id)",
    );
    assert_eq!(halves, 0, "accounts without a session");
    let stored = sql.texts("SELECT email FROM vestibule_users");
    for email in accounts {
        assert!(stored.contains(email), "{email} was promised an account");
    }
}

#[test]
fn postgres_shutdown_under_load_returns_503_until_it_recovers() {
    survives(Engine::Postgres, &SHUT_DOWN);
}

#[test]
fn killed_postgres_under_load_returns_503_until_it_recovers() {
    survives(Engine::Postgres, &KILLED);
}

#[test]
fn hanging_postgres_under_load_returns_503_until_it_recovers() {
    survives(Engine::Postgres, &FROZEN);
}

#[test]
fn mariadb_shutdown_under_load_returns_503_until_it_recovers() {
    survives(Engine::MariaDb, &SHUT_DOWN);
}

#[test]
fn killed_mariadb_under_load_returns_503_until_it_recovers() {
    survives(Engine::MariaDb, &KILLED);
}

#[test]
fn hanging_mariadb_under_load_returns_503_until_it_recovers() {
    survives(Engine::MariaDb, &FROZEN);
}
