use super::{
    browser::{ALICE, PASSWORD},
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

fn ten_servers_start(engine: Engine) {
    let database = DatabaseServer::start(engine);
    let folders: Vec<_> = (0..10).map(|_| folder()).collect();
    let start = |folder| {
        let mut program = database.program(folder);
        Server::launch(program.env("DATABASE_CONNECTIONS", "3"))
    };
    let starting: Vec<_> = folders.iter().map(start).collect();
    let servers: Vec<Server> = starting.into_iter().map(|server| server.ready()).collect();
    let mut browser = servers[0].browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    for server in &servers {
        assert!(browser.at(server.address).is_logged_in());
        server.browser().get("/readyz").has_status(200);
        assert_eq!(server.complaints(), "");
    }
    let migrations = "SELECT count(*) - count(DISTINCT version) FROM vestibule_migrations";
    assert_eq!(database.sql().number(migrations), 0);
}

#[test]
fn ten_servers_that_start_in_parallel_on_postgres_all_serve() {
    ten_servers_start(Engine::Postgres);
}

#[test]
fn ten_servers_that_start_in_parallel_on_mariadb_all_serve() {
    ten_servers_start(Engine::MariaDb);
}

/// The owner creates the tables; the servers only write rows.
fn migrates_as_owner(engine: Engine, before: &[&str], after: &[&str]) {
    let database = DatabaseServer::start(engine);
    let folder = folder();
    let owners = database.url();
    let servers = database.url_of("clerk", "vestibule");
    let sql = database.sql();
    let serve = || {
        let mut program = database.program(&folder);
        program.env("DATABASE_URL", &servers).env("MIGRATE", "off");
        program
    };
    let refuses = |because: &str| {
        let ended = serve().output().unwrap();
        let log = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(log.contains(because), "{log}");
    };
    before.iter().for_each(|grant| sql.execute(grant));
    refuses("run the command `migrate`");

    let mut migrate = database.program(&folder);
    let migrated = migrate.arg("migrate").env("DATABASE_URL", &owners).output();
    assert!(migrated.unwrap().status.success());
    after.iter().for_each(|grant| sql.execute(grant));
    let mut server = Server::run(&mut serve());
    server.browser().get("/readyz").has_status(200);
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    alice
        .change_password(PASSWORD, "another one of mine")
        .leads_to("/settings");
    alice.post("/logout", &[]).leads_to("/login");
    server
        .browser()
        .log_in(ALICE, "another one of mine")
        .leads_to("/");
    server.is_healthy();
    let mut purge = serve();
    assert!(purge.arg("purge").output().unwrap().status.success());

    let later = "INSERT INTO vestibule_migrations (version, applied_at) VALUES ('m99991231', 0)";
    sql.execute(later);
    refuses("newer");
}

#[test]
fn server_on_postgres_needs_no_ddl_privilege() {
    migrates_as_owner(
        Engine::Postgres,
        &["CREATE USER clerk"],
        &[
            "GRANT SELECT ON vestibule_migrations TO clerk",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON vestibule_users, vestibule_sessions, \
             vestibule_one_time_tokens, vestibule_emails, vestibule_events, vestibule_attempts TO clerk",
        ],
    );
}

#[test]
fn server_on_mariadb_needs_no_ddl_privilege() {
    migrates_as_owner(
        Engine::MariaDb,
        &[
            "CREATE USER clerk@'127.0.0.1'",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON vestibule.* TO clerk@'127.0.0.1'",
        ],
        &[],
    );
}
