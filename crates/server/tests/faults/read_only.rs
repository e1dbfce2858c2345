use super::{
    browser::{ALICE, PASSWORD},
    crowd::{in_time, is_unavailable},
    database_server::{DatabaseServer, Engine},
    outage::is_ready_again,
    server::{Server, folder},
};

/// As after a failover to a standby.
fn is_read_only(engine: Engine, on: &[&str], off: &[&str]) {
    let database = DatabaseServer::start(engine);
    let folder = folder();
    let mut server = Server::run(&mut database.program(&folder));
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    let admin = database.admin();
    let hour_ago = "UPDATE vestibule_sessions SET last_seen_at = last_seen_at - 3600";
    database.sql().execute(hour_ago);

    // Not the owner's choice, which the server's own connection would overrule.
    on.iter().for_each(|sql| admin.execute(sql));
    while in_time(|| server.browser().log_in(ALICE, PASSWORD)).status == 303 {}
    assert!(alice.is_logged_in(), "though the visit can't be noted");
    for answer in [
        server.browser().log_in(ALICE, PASSWORD),
        server.browser().register("b@example.com", PASSWORD),
        alice.change_password(PASSWORD, "another one of mine"),
        alice.post("/logout", &[]),
    ] {
        is_unavailable(&answer);
    }
    server.browser().log_in(ALICE, "not hers").has_status(422);
    assert!(alice.is_logged_in(), "nobody was told otherwise");

    off.iter().for_each(|sql| admin.execute(sql));
    is_ready_again(&mut server.browser());
    while in_time(|| server.browser().log_in(ALICE, PASSWORD)).status == 503 {}
    assert!(alice.is_logged_in());
    alice.post("/logout", &[]).leads_to("/login");
    server.is_well();
}

#[test]
fn on_a_postgres_that_can_only_be_read_people_stay_logged_in_and_forms_are_503() {
    let set = "ALTER SYSTEM SET default_transaction_read_only =";
    let reload = "SELECT pg_reload_conf()";
    is_read_only(
        Engine::Postgres,
        &[&format!("{set} on"), reload],
        // This session has become one that can only read, too.
        &[
            "SET default_transaction_read_only = off",
            &format!("{set} off"),
            reload,
        ],
    );
}

#[test]
fn on_a_mariadb_that_can_only_be_read_people_stay_logged_in_and_forms_are_503() {
    is_read_only(
        Engine::MariaDb,
        &["SET GLOBAL read_only = ON"],
        &["SET GLOBAL read_only = OFF"],
    );
}
