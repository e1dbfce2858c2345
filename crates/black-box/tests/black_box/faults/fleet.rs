use std::{
    net::SocketAddr,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use rustix::process::Signal;
use tempfile::TempDir;

use super::{
    balancer::{Balancer, Kind},
    browser::{ALICE, Browser, PASSWORD},
    daemon::{own_address, until},
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

/// Three servers on one database, each at an address that it keeps when it is restarted.
struct Fleet {
    servers: Vec<Server>,
    addresses: Vec<SocketAddr>,
    folder: TempDir,
    database: DatabaseServer,
}

impl Fleet {
    fn start() -> Self {
        let mut fleet = Self {
            servers: Vec::new(),
            addresses: (0..3).map(|_| own_address()).collect(),
            folder: folder(),
            database: DatabaseServer::start(Engine::Postgres),
        };
        let servers = fleet.addresses.iter().map(|address| fleet.run(*address));
        fleet.servers = servers.collect();
        fleet
    }

    fn run(&self, address: SocketAddr) -> Server {
        let mut program = self.database.program(&self.folder);
        // All clients have the same address.
        program.env("RATE_LIMITS", "off");
        Server::run(program.env("LISTEN", address.to_string()))
    }

    fn restart(&mut self, number: usize) {
        let old = &mut self.servers[number];
        old.signal(Signal::TERM);
        assert_eq!(old.wait().code(), Some(0), "{}", old.log());
        self.servers[number] = self.run(self.addresses[number]);
    }
}

#[test]
fn change_on_one_server_applies_on_all_servers_at_the_next_request() {
    let fleet = Fleet::start();
    let at = |number: usize| fleet.addresses[number % 3];
    let mut password = PASSWORD.to_owned();
    fleet.servers[0]
        .browser()
        .register(ALICE, &password)
        .leads_to("/");
    for round in 0..6 {
        let mut here = Browser::new(at(round));
        here.log_in(ALICE, &password).leads_to("/");
        let mut other = Browser::new(at(round + 1));
        other.log_in(ALICE, &password).leads_to("/");
        assert!(here.at(at(round + 1)).is_logged_in());
        assert!(here.at(at(round + 2)).is_logged_in());

        let new = format!("a new password, number {round}");
        here.at(at(round + 1)).log_in(ALICE, &new).has_status(422);
        let mut there = here.at(at(round + 2));
        there.change_password(&password, &new).leads_to("/settings");
        for number in 0..3 {
            assert!(!here.at(at(number)).is_logged_in(), "the token before");
            assert!(!other.at(at(number)).is_logged_in(), "another browser");
            Browser::new(at(number))
                .log_in(ALICE, &password)
                .has_status(422);
            assert!(there.at(at(number)).is_logged_in());
        }
        there.at(at(round)).post("/logout", &[]).leads_to("/login");
        for number in 0..3 {
            assert!(!there.at(at(number)).is_logged_in());
        }
        password = new;
    }
}

/// All servers are restarted, one after the other, while clients use the site.
fn rolls(kind: Kind) {
    let mut fleet = Fleet::start();
    let balancer = Balancer::start(kind, &fleet.addresses);
    let mut alice = Browser::new(balancer.address);
    alice.register(ALICE, PASSWORD).leads_to("/");
    let (over, read, sent) = (
        AtomicBool::new(false),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let visitor = Browser::new(balancer.address);
    thread::scope(|scope| {
        let (over, read, sent, visitor) = (&over, &read, &sent, &visitor);
        for person in 0..2 {
            let mut alice = alice.clone();
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    alice.get("/settings").has_status(200);
                    read.fetch_add(1, Ordering::Relaxed);
                }
            });
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let number = sent.fetch_add(1, Ordering::Relaxed);
                    let email = format!("person{person}-{number}@example.com");
                    let mut browser = visitor.clone();
                    browser.register(&email, PASSWORD).leads_to("/");
                    browser.post("/logout", &[]).leads_to("/login");
                    browser.log_in(&email, PASSWORD).leads_to("/");
                }
            });
        }
        let restarted = scope.spawn(|| {
            for number in 0..6 {
                let before = (read.load(Ordering::Relaxed), sent.load(Ordering::Relaxed));
                fleet.restart(number % 3);
                until("people are served", || {
                    read.load(Ordering::Relaxed) > before.0 + 20
                        && sent.load(Ordering::Relaxed) > before.1 + 4
                });
            }
        });
        let restarted = restarted.join();
        // Also after a failure, because the threads would run forever.
        over.store(true, Ordering::Relaxed);
        restarted.unwrap();
    });
    assert!(alice.is_logged_in());
}

#[test]
fn rolling_restart_behind_nginx_loses_no_request() {
    rolls(Kind::Nginx);
}

#[test]
fn rolling_restart_behind_haproxy_loses_no_request() {
    rolls(Kind::HaProxy);
}
