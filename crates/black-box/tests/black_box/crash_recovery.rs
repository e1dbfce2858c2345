use std::{
    convert::Infallible,
    hash::{BuildHasher, RandomState},
    io,
    net::SocketAddr,
    sync::mpsc::{Sender, channel},
    thread,
    time::Duration,
};

use super::{
    browser::{ALICE, Answer, Browser, PASSWORD, credentials, new_password},
    server::{Server, folder, program},
};

const ROUNDS: usize = 5;
const CLIENTS: usize = 4;

/// A user, and what the server has confirmed to them.
struct Person {
    email: String,
    /// The password that was confirmed last.
    password: Option<String>,
    /// A password that was sent and not answered.
    sent_password: Option<String>,
    /// A session that was opened and not revoked.
    alive: Option<Browser>,
    /// Revoked sessions.
    dead: Vec<Browser>,
}

impl Person {
    fn new(email: String) -> Self {
        Self {
            email,
            password: None,
            sent_password: None,
            alive: None,
            dead: Vec::new(),
        }
    }

    /// Registers, then logs in and out in another browser and changes the password without pause, until
    /// the server is gone.
    fn live(&mut self, address: SocketAddr, tell: &Sender<()>) -> io::Result<Infallible> {
        let heard = |answer: Answer| {
            answer.has_status(303);
            // The receiver is gone when it has enough answers.
            let _ = tell.send(());
        };
        let mut browser = Browser::new(address);
        let mut password = PASSWORD.to_owned();
        self.sent_password = Some(password.clone());
        let form = browser.request("POST", "/register", &credentials(&self.email, PASSWORD));
        heard(browser.try_to(&form)?);
        for number in 0_u64.. {
            self.password = self.sent_password.take();
            self.alive = Some(browser.clone());

            let mut other = Browser::new(address);
            let form = other.request("POST", "/login", &credentials(&self.email, &password));
            heard(other.try_to(&form)?);
            let ended = other.clone();
            let form = other.request("POST", "/logout", &[]);
            heard(other.try_to(&form)?);
            self.dead.push(ended);

            let new = format!("{PASSWORD} {number}");
            let form = new_password(&password, &new);
            let form = browser.request("POST", "/settings/password", &form);
            self.sent_password = Some(new.clone());
            let ended = self.alive.take();
            heard(browser.try_to(&form)?);
            self.dead.extend(ended);
            password = new;
        }
        unreachable!("the range does not end")
    }

    /// Everything that the server confirmed still holds.
    fn checks(&self, server: &Server) {
        let opens = |password: &Option<String>| {
            password.as_ref().is_some_and(|password| {
                let answer = server.browser().log_in(&self.email, password);
                assert!([303, 422].contains(&answer.status.as_u16()), "{answer:#?}");
                answer.status == 303
            })
        };
        if self.password.is_some() {
            // The last request may have been processed or not: one of the two is the password.
            let is_one = opens(&self.password) != opens(&self.sent_password);
            assert!(is_one, "{}", self.email);
        }
        if let Some(browser) = &self.alive {
            assert!(browser.at(server.address).is_logged_in(), "{}", self.email);
        }
        for browser in &self.dead {
            assert!(!browser.at(server.address).is_logged_in(), "{}", self.email);
        }
    }
}

#[test]
fn acknowledged_changes_survive_kill_9() {
    let folder = folder();
    let mut users = Vec::new();
    for round in 0..ROUNDS {
        let mut server = Server::start(&folder);
        let address = server.address;
        let mut people: Vec<_> = (0..CLIENTS)
            .map(|client| Person::new(format!("person{round}.{client}@example.com")))
            .collect();
        let (tell, told) = channel();
        thread::scope(|scope| {
            for person in &mut people {
                let tell = tell.clone();
                scope.spawn(move || person.live(address, &tell));
            }
            // An arbitrary moment.
            for _ in 0..5 + RandomState::new().hash_one(round) % 40 {
                told.recv().unwrap();
            }
            server.kill();
        });
        users.extend(people);

        let mut server = Server::start(&folder);
        thread::scope(|scope| {
            for person in &users {
                let server = &server;
                scope.spawn(move || person.checks(server));
            }
        });
        assert_eq!(server.database().text("PRAGMA integrity_check"), "ok");
        server.is_healthy();
    }
}

#[test]
fn killed_first_start_is_completed_by_the_next_start() {
    let random = RandomState::new();
    for attempt in 0..5 {
        let folder = folder();
        for kill in 0..3 {
            let starting = Server::launch(&mut program(&folder));
            let moment = random.hash_one((attempt, kill)) % 80_000;
            thread::sleep(Duration::from_micros(moment));
            drop(starting);
        }
        let mut server = Server::start(&folder);
        server.browser().register(ALICE, PASSWORD).leads_to("/");
        server.browser().get("/readyz").has_status(200);
        server.is_healthy();
    }
}
