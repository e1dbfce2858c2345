use std::{collections::HashSet, fs, thread};

use super::{
    browser::{ALICE, PASSWORD, credentials},
    server::{Server, folder, program},
};

const NEW_PASSWORD: &str = "a staple of another kind";

#[test]
fn change_on_one_server_applies_on_the_other_immediately() {
    let folder = folder();
    let (one, two) = (Server::start(&folder), Server::start(&folder));
    let mut here = one.browser();
    here.register(ALICE, PASSWORD).leads_to("/");
    let mut there = here.at(two.address);
    assert!(there.is_logged_in());

    let mut elsewhere = two.browser();
    elsewhere.log_in(ALICE, PASSWORD).leads_to("/");
    assert!(elsewhere.at(one.address).is_logged_in());
    here.change_password(PASSWORD, NEW_PASSWORD)
        .leads_to("/settings");
    assert!(!elsewhere.is_logged_in(), "another browser");
    assert!(!there.is_logged_in(), "the token before");
    two.browser().log_in(ALICE, PASSWORD).has_status(422);

    let mut there = here.at(two.address);
    assert!(there.is_logged_in());
    there.post("/logout", &[]).leads_to("/login");
    assert!(!here.is_logged_in());
    one.browser().log_in(ALICE, NEW_PASSWORD).leads_to("/");
}

#[test]
fn parallel_registrations_on_two_servers_create_one_account() {
    let folder = folder();
    let (one, two) = (Server::start(&folder), Server::start(&folder));
    for round in 0..3 {
        let spellings = [
            format!("alice{round}@example.com"),
            format!("ALICE{round}@Example.COM"),
        ];
        let asked: Vec<_> = (0..8)
            .map(|number| {
                let browser = if number % 2 == 0 { &one } else { &two }.browser();
                let form = credentials(&spellings[number / 4], PASSWORD);
                // Each from another browser: a double click in one browser is no error.
                let request = browser.request("POST", "/register", &form);
                let agent = format!("\r\nUser-Agent: {number}\r\n");
                browser.ask(&request.replacen("\r\n", &agent, 1))
            })
            .collect();
        let mut welcome = 0;
        for asked in asked {
            let answer = asked.unwrap().answer().unwrap();
            if answer.status == 303 {
                welcome += 1;
            } else {
                answer.has_status(422);
                answer.shows("The email address is already registered.");
            }
        }
        assert_eq!(welcome, 1);
    }
    let users = one
        .database()
        .number("SELECT count(*) FROM vestibule_users");
    assert_eq!(users, 3);
}

#[test]
fn parallel_writes_on_two_servers_succeed() {
    let folder = folder();
    let (one, two) = (Server::start(&folder), Server::start(&folder));
    thread::scope(|scope| {
        for person in 0..8 {
            let mut browser = if person % 2 == 0 { &one } else { &two }.browser();
            scope.spawn(move || {
                let email = format!("person{person}@example.com");
                browser.register(&email, PASSWORD).leads_to("/");
                for _ in 0..5 {
                    browser.post("/logout", &[]).leads_to("/login");
                    browser.log_in(&email, PASSWORD).leads_to("/");
                }
            });
        }
    });
}

#[test]
fn ten_servers_that_start_in_parallel_share_one_key_and_schema() {
    let folder = folder();
    let starting: Vec<_> = (0..10)
        .map(|_| Server::launch(&mut program(&folder)))
        .collect();
    let servers: Vec<Server> = starting.into_iter().map(|server| server.ready()).collect();

    let mut browser = servers[0].browser();
    browser.register(ALICE, PASSWORD).leads_to("/");
    for server in &servers {
        assert!(browser.at(server.address).is_logged_in());
        server.browser().get("/readyz").has_status(200);
    }
    let database = servers[0].database();
    let migrations = "SELECT count(*) - count(DISTINCT version) FROM vestibule_migrations";
    assert_eq!(database.number(migrations), 0);
    assert_eq!(database.text("PRAGMA integrity_check"), "ok");
    let files = fs::read_dir(folder.path().join("data")).unwrap();
    let files: HashSet<_> = files.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files.len(), 4, "{files:?}");
    assert_eq!(servers[0].complaints(), "");
}
