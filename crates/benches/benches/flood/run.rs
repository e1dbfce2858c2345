use std::{
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    browser::{Browser, PASSWORD, credentials},
    core,
    crowd::{Crowd, Fate, Form},
    hasher,
    reader::{Page, Reader},
    server::{Server, folder, program, unlimited},
};

/// How long each flood is measured, in seconds.
const SECONDS: u64 = 20;
/// Warm-up before each measurement.
const WARM_UP: Duration = Duration::from_secs(3);
/// The bare hasher is measured before and after each flood, because the speed of a machine varies from
/// minute to minute.
const ALONE: Duration = Duration::from_secs(5);
/// The unit of the CPU time of a thread on Linux (`getconf CLK_TCK`), 100 on all common machines.
const TICKS_PER_SECOND: f64 = 100.0;
/// Accounts that log in.
const PEOPLE: usize = 16;
/// The number of the reader, which no other client has.
const READER: usize = PEOPLE;

/// A flood and its scenario.
struct Scene {
    name: &'static str,
    connections: usize,
    networks: usize,
    program: fn(&Path) -> Command,
    form: fn(Vec<Browser>) -> Form,
}

/// Runs all scenarios.
pub(crate) fn all() {
    let given = std::env::args().find_map(|argument| argument.parse().ok());
    let during = Duration::from_secs(given.unwrap_or(SECONDS));
    let cores = core::allowed();
    let [ours, theirs, ..] = cores[..] else {
        panic!("the flooding clients need a core of their own");
    };
    for connections in [0, 64, 1_000] {
        let scene = Scene {
            name: "the right password, RATE_LIMITS=off",
            connections,
            networks: 1,
            program: |folder| unlimited(folder),
            form: right_passwords,
        };
        scene.play(ours, theirs, during);
    }
    let guesses = Scene {
        name: "wrong passwords from one network",
        connections: 1_000,
        networks: 1,
        program: |folder| program(folder),
        form: wrong_passwords,
    };
    guesses.play(ours, theirs, during);
    let stuffing = Scene {
        name: "wrong passwords from everywhere",
        connections: 1_000,
        networks: 1_000,
        program: |folder| program(folder),
        form: stolen_lists,
    };
    stuffing.play(ours, theirs, during);
}

/// Each login is from a browser that the account knows.
fn right_passwords(people: Vec<Browser>) -> Form {
    Arc::new(move |number, _| {
        let number = number % PEOPLE;
        log_in(&people[number], &address(number), PASSWORD)
    })
}

fn wrong_passwords(people: Vec<Browser>) -> Form {
    let visitor = visitor(&people);
    Arc::new(move |number, _| log_in(&visitor, &address(number % PEOPLE), "mistyped, nearly"))
}

/// Each time another address.
fn stolen_lists(people: Vec<Browser>) -> Form {
    let visitor = visitor(&people);
    Arc::new(move |number, sent| {
        log_in(&visitor, &format!("n{number}x{sent}@example.org"), PASSWORD)
    })
}

fn visitor(people: &[Browser]) -> Browser {
    let mut browser = people[0].clone();
    browser.cookies.clear();
    browser
}

fn address(number: usize) -> String {
    format!("person{number}@example.com")
}

fn log_in(browser: &Browser, email: &str, password: &str) -> String {
    let form = browser.request("POST", "/login", &credentials(email, password));
    form.replace("Connection: close\r\n", "")
}

impl Scene {
    fn play(&self, ours: usize, theirs: usize, during: Duration) {
        println!("\n{} connections: {}", self.connections, self.name);
        let before = hasher::alone(ours, ALONE);
        let folder = folder();
        let mut server = core::on(ours, 0, || Server::run(&mut (self.program)(folder.path())));
        let mut people: Vec<_> = (0..=READER)
            .map(|number| register(&server, number))
            .collect();
        let reader = Reader::new(server.address, &people.pop().unwrap());
        let idle = server.peak_memory_kib();

        let from = Instant::now() + WARM_UP;
        let crowd = Crowd {
            address: server.address,
            connections: self.connections,
            networks: self.networks,
            form: (self.form)(people),
            from,
            until: from + during,
        };
        let enough = AtomicBool::new(false);
        let (fate, pages, hashing, all) = thread::scope(|scope| {
            // The flooding clients have a lower priority than the reader, so that it does not wait for its core.
            let storm = scope.spawn(|| core::on(theirs, 19, || crowd.storm()));
            thread::sleep(from - Instant::now());
            let before = ["argon2", ""].map(|name| server.ticks_of(name));
            let read = scope.spawn(|| core::on(theirs, 0, || reader.read_until(&enough)));
            thread::sleep(during);
            let after = ["argon2", ""].map(|name| server.ticks_of(name));
            let [hashing, all] = [0, 1].map(|which| (after[which] - before[which]) as f64);
            enough.store(true, Ordering::Relaxed);
            let pages = read.join().unwrap();
            (storm.join().unwrap(), pages, hashing, all)
        });
        let peak = server.peak_memory_kib();
        server.is_healthy();
        drop(server);
        let alone = f64::midpoint(before, hasher::alone(ours, ALONE));
        report(&fate, &pages, during, alone);
        println!(
            "the program used {:.3} of the core, and hashed {:.3} of that",
            all / (TICKS_PER_SECOND * during.as_secs_f64()),
            hashing / all
        );
        println!("memory: {idle} KiB before, {peak} KiB at most");
    }
}

fn register(server: &Server, number: usize) -> Browser {
    let mut browser = server.browser();
    browser.register(&address(number), PASSWORD).leads_to("/");
    if number != READER {
        // A session that each login would replace.
        browser.cookies.remove("vestibule_session");
    }
    browser
}

fn report(fate: &Fate, pages: &[Page], during: Duration, alone: f64) {
    let seconds = during.as_secs_f64();
    let hashed = [303, 422]
        .into_iter()
        .filter_map(|status| fate.answers.get(&status));
    let rate = hashed
        .map(|times| times.count() as f64)
        .fold(0.0, |all, count| all + count)
        / seconds;
    println!(
        "{rate:.1} passwords a second, {alone:.1} by the hasher alone: {:.3}; {:.1} a second gave \
         up, {} were cut off",
        rate / alone,
        fate.gave_up as f64 / seconds,
        fate.cut_off
    );
    println!(
        "{:<28}{:>8} {:>8} {:>8} {:>7}",
        "ms", "median", "99 %", "most", "count"
    );
    for page in pages {
        println!("{:<28}{}", page.name, page.times);
    }
    for (status, times) in &fate.answers {
        println!("{:<28}{times}", format!("POST /login: {status}"));
    }
}
