use std::{fs, thread};

use super::{
    browser::{ALICE, PASSWORD, credentials},
    server::{Server, folder, program},
};

#[test]
fn locked_database_serves_pages_and_forms_return_503() {
    let folder = folder();
    let mut server = Server::run(program(&folder).env("DATABASE_TIMEOUT", "2s"));
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let database = server.database();
    database.execute("BEGIN EXCLUSIVE");

    // More than the database connections of the pool.
    let visitor = server.browser();
    let log_in = visitor.request("POST", "/login", &credentials(ALICE, PASSWORD));
    let register = visitor.request("POST", "/register", &credentials("b@example.com", PASSWORD));
    let log_out = browser.request("POST", "/logout", &[]);
    let asked: Vec<_> = (0..20)
        .flat_map(|_| [&log_in, &register, &log_out])
        .map(|form| visitor.ask(form).unwrap())
        .collect();
    for _ in 0..10 {
        assert!(browser.is_logged_in());
        server.browser().get("/login").has_status(200);
        server.browser().get("/readyz").has_status(200);
    }
    for asked in asked {
        asked.answer().unwrap().is_unavailable_with_retry_after();
    }
    assert!(browser.is_logged_in(), "the session is still valid");

    database.execute("ROLLBACK");
    server.browser().log_in(ALICE, PASSWORD).leads_to("/");
    server
        .browser()
        .register("b@example.com", PASSWORD)
        .leads_to("/");
    server.is_healthy();
}

#[test]
fn failed_last_seen_update_does_not_fail_the_request() {
    let folder = folder();
    let mut server = Server::run(program(&folder).env("DATABASE_TIMEOUT", "1s"));
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let database = server.database();
    database.execute("UPDATE vestibule_sessions SET last_seen_at = last_seen_at - 3600");
    database.execute("BEGIN EXCLUSIVE");
    assert!(browser.is_logged_in());
    database.execute("ROLLBACK");
    let hour_ago = "SELECT count(*) FROM vestibule_sessions WHERE last_seen_at < created_at";
    assert_eq!(database.number(hour_ago), 1);
    assert!(browser.is_logged_in());
    assert_eq!(database.number(hour_ago), 0);
    server.is_healthy();
}

#[test]
fn one_database_connection_is_enough() {
    let folder = folder();
    let mut server = Server::run(program(&folder).env("DATABASE_CONNECTIONS", "1"));
    thread::scope(|scope| {
        for person in 0..8 {
            let mut browser = server.browser();
            scope.spawn(move || {
                let email = format!("person{person}@example.com");
                browser.register(&email, PASSWORD).leads_to("/");
                let new = "a staple of another kind";
                browser.change_password(PASSWORD, new).leads_to("/settings");
                assert!(browser.is_logged_in());
                browser.post("/logout", &[]).leads_to("/login");
                browser.log_in(&email, new).leads_to("/");
            });
        }
    });
    server.is_healthy();
}

#[test]
fn short_database_lock_is_waited_for() {
    let folder = folder();
    let server = Server::start(&folder);
    let mut browser = server.browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    let database = server.database();
    database.execute("BEGIN EXCLUSIVE");
    thread::scope(|scope| {
        let log_in = scope.spawn(|| server.browser().log_in(ALICE, PASSWORD));
        // Long enough that requests usually wait for it.
        thread::sleep(std::time::Duration::from_millis(300));
        database.execute("COMMIT");
        log_in.join().unwrap().leads_to("/");
    });
}

#[test]
fn deleted_or_replaced_database_file_does_not_crash_the_server() {
    for replacement in [None, Some("Dear diary, ".repeat(1000))] {
        let folder = folder();
        let mut server = Server::start(&folder);
        let mut browser = server.browser();
        browser.register(ALICE, PASSWORD).leads_to("/");
        let file = folder.path().join("data/vestibule.sqlite3");
        for end in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{}{end}", file.display())).unwrap();
        }
        if let Some(text) = &replacement {
            fs::write(&file, text).unwrap();
        }
        // More parallel requests than open connections.
        thread::scope(|scope| {
            for person in 0..20 {
                let mut browser = browser.clone();
                let mut visitor = server.browser();
                scope.spawn(move || {
                    let email = format!("person{person}@example.com");
                    for answer in [
                        browser.get("/settings"),
                        visitor.register(&email, PASSWORD),
                        visitor.log_in(ALICE, PASSWORD),
                        visitor.get("/readyz"),
                    ] {
                        if answer.status.as_u16() >= 500 {
                            answer.is_unavailable_with_retry_after();
                        }
                    }
                });
            }
        });
        server.is_healthy();
        drop(server);
        if replacement.is_none() {
            let server = Server::start(&folder);
            server.browser().register(ALICE, PASSWORD).leads_to("/");
        }
    }
}
