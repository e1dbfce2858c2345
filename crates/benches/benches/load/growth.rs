use std::path::PathBuf;

use tempfile::TempDir;

use super::{
    chart::{self, Curve},
    grown,
    machine::{self, PROGRAM},
    person::register_people,
    program::{self, Program},
    report,
    rounds::Rounds,
    wrk::Load,
};

const ROUNDS: usize = 3;
const SECONDS: u32 = 2;
const CONNECTIONS: [u32; 6] = [1, 4, 16, 64, 256, 1024];
const ACCOUNTS: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];
const SESSIONS: [u32; 5] = [1, 10, 100, 1_000, 10_000];
const EXPIRED: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// The shop on SQLite, with its users.
struct Shop {
    program: Program,
    cookies: String,
    folder: TempDir,
}

impl Shop {
    fn open(session_caching: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program::shop(PROGRAM, folder.path());
        command.env("SESSION_CACHE", session_caching);
        let program = Program::start(&mut command, "/healthz");
        let cookies = register_people(program.port);
        Self {
            program,
            cookies,
            folder,
        }
    }

    fn pages(&self, path: &str, connections: u32) -> f64 {
        let load = Load {
            connections,
            ..Load::page(path, &self.cookies)
        };
        let rates = (0..ROUNDS).map(|_| load.run(self.program.port, SECONDS).rate);
        Rounds(rates.collect()).median()
    }

    fn logins(&self) -> f64 {
        let rates = (0..ROUNDS).map(|_| Load::logins(16).run(self.program.port, SECONDS).rate);
        Rounds(rates.collect()).median()
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("data/vestibule.sqlite3")
    }
}

/// Measures the rates with more connections, accounts, sessions and expired rows, on SQLite.
pub(crate) fn run() {
    concurrency();
    accounts();
    sessions();
    expired();
    report::write("growth-machine", &format!("{}.", machine::description()));
}

fn concurrency() {
    let remembered = Shop::open("on");
    let asked = Shop::open("off");
    let mut curves = [
        Curve::new("logged in"),
        Curve::new("logged in, SESSION_CACHE=off"),
        Curve::new("logins"),
    ];
    for connections in CONNECTIONS {
        curves[0].add(connections, remembered.pages("/cookies", connections));
        curves[1].add(connections, asked.pages("/cookies", connections));
        let logins = Load::logins(connections).run(asked.program.port, 3 * SECONDS);
        curves[2].add(connections, logins.rate);
    }
    show("connections", "connections", &curves);
}

fn accounts() {
    let shop = Shop::open("off");
    let mut curves = [Curve::new("logged in"), Curve::new("logins")];
    let mut there = 0;
    for accounts in ACCOUNTS {
        grown::accounts(shop.folder.path(), there..accounts);
        there = accounts;
        curves[0].add(accounts, shop.pages("/cookies", 32));
        curves[1].add(accounts, shop.logins());
    }
    show("accounts", "accounts", &curves);
}

fn sessions() {
    let shop = Shop::open("off");
    let mut curves = ["logged in", "list of sessions", "logins"].map(Curve::new);
    for sessions in SESSIONS {
        grown::sessions(&shop.database(), sessions);
        curves[0].add(sessions, shop.pages("/cookies", 32));
        curves[1].add(sessions, shop.pages("/settings/sessions", 32));
        curves[2].add(sessions, shop.logins());
    }
    show("sessions", "sessions of one user", &curves);
}

fn expired() {
    let shop = Shop::open("off");
    let mut curves = ["logged in", "logins"].map(Curve::new);
    for expired in EXPIRED {
        grown::expired(&shop.database(), expired);
        curves[0].add(expired, shop.pages("/cookies", 32));
        curves[1].add(expired, shop.logins());
    }
    show("expired", "expired sessions and links", &curves);
}

fn show(name: &str, what: &str, curves: &[Curve]) {
    report::write(name, &report::curves(what, curves));
    chart::curves(name, what, curves);
}
