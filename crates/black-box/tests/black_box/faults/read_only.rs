use super::{
    browser::{ALICE, PASSWORD},
    client_load::{in_time, is_unavailable},
    daemon::until,
    database_server::{DatabaseServer, Engine},
    outage::is_ready_again,
    server::{Server, folder},
};

/// As after a failover to a standby.
fn is_read_only(engine: Engine, before: &[&str], on: &[&str], off: &[&str]) {
    let database = DatabaseServer::start(engine);
    let folder = folder();
    let admin = database.admin();
    before.iter().for_each(|sql| admin.execute(sql));
    let url = database.url_of("clerk", "vestibule");
    let mut server = Server::run(database.program(&folder).env("DATABASE_URL", url));
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let hour_ago = "UPDATE vestibule_sessions SET last_seen_at = last_seen_at - 3600";
    database.sql().execute(hour_ago);

    on.iter().for_each(|sql| admin.execute(sql));
    becomes(&server, 503);
    assert!(alice.is_logged_in(), "though the visit can't be noted");
    for answer in [
        server.browser().log_in(ALICE, PASSWORD),
        // An attempt that cannot be counted is refused.
        server.browser().log_in(ALICE, "not hers"),
        server.browser().register("b@example.com", PASSWORD),
        alice.change_password(PASSWORD, "another one of mine"),
        alice.post("/logout", &[]),
    ] {
        is_unavailable(&answer);
    }
    assert!(alice.is_logged_in(), "the session is still valid");

    off.iter().for_each(|sql| admin.execute(sql));
    is_ready_again(&mut server.browser());
    becomes(&server, 303);
    assert!(alice.is_logged_in());
    alice.post("/logout", &[]).leads_to("/login");
    server.is_healthy();
}

/// Its connections notice it one after the other.
fn becomes(server: &Server, status: u16) {
    until("all of them have", || {
        in_time(|| server.browser().log_in(ALICE, PASSWORD)).status == status
    });
}

#[test]
fn read_only_postgres_keeps_sessions_and_forms_return_503() {
    let set = "ALTER SYSTEM SET default_transaction_read_only =";
    let reload = "SELECT pg_reload_conf()";
    is_read_only(
        Engine::Postgres,
        &[
            "CREATE USER clerk",
            "ALTER DATABASE vestibule OWNER TO clerk",
        ],
        &[&format!("{set} on"), reload],
        // This connection has become read-only, too.
        &[
            "SET default_transaction_read_only = off",
            &format!("{set} off"),
            reload,
        ],
    );
}

#[test]
fn read_only_mariadb_keeps_sessions_and_forms_return_503() {
    is_read_only(
        Engine::MariaDb,
        // The administrator can still write.
        &[
            "CREATE USER clerk@'127.0.0.1'",
            "GRANT ALL ON vestibule.* TO clerk@'127.0.0.1'",
        ],
        &["SET GLOBAL read_only = ON"],
        &["SET GLOBAL read_only = OFF"],
    );
}
